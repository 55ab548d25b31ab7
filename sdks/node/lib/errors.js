'use strict';

/** A call that did not succeed; its subclass tells the kind, its code the reason. The fields stand in index.d.ts. */
class MigomailError extends Error {
  constructor(message, failure, cause) {
    super(`${failure.code}: ${message}${failure.requestId ? ` (${failure.requestId})` : ''}`, { cause });
    this.name = new.target.name;
    this.code = failure.code;
    this.status = failure.status ?? 0;
    this.requestId = failure.requestId ?? null;
    this.retryable = failure.retryable ?? false;
    this.retryAfter = failure.retryAfter ?? null;
    this.errors = failure.errors ?? [];
  }
}

/** 401: the key, or the signature, is not accepted. */
class AuthenticationError extends MigomailError {}

/** 403: the key may not do this. */
class PermissionDeniedError extends MigomailError {}

/** 404 or 410: there is no such resource, or no longer. */
class NotFoundError extends MigomailError {}

/** 409: it does not fit with what is there. */
class ConflictError extends MigomailError {}

/** Another 4xx: the request is not valid; errors tells where. */
class InvalidRequestError extends MigomailError {}

/** 429: too many requests. */
class RateLimitError extends MigomailError {}

/** 5xx, or an answer that is not one of the API. */
class ServerError extends MigomailError {}

/** No reply: connection_failed or timeout. Whether the request arrived is not known. */
class ConnectionError extends MigomailError {}

const BY_STATUS = {
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  410: NotFoundError,
  429: RateLimitError,
};

/** Of a reply that is no success. */
function ofReply(reply, now) {
  const { status, headers } = reply;
  const problem = parse(reply.body);
  const code = String(problem.code ?? 'unexpected_answer');
  const Kind = BY_STATUS[status] ?? (status >= 400 && status < 500 ? InvalidRequestError : ServerError);
  return new Kind(String(problem.message ?? `HTTP status ${status}`), {
    code,
    status,
    requestId: problem.request_id ?? headers['x-request-id'],
    retryable: status === 408 || status === 429 || status >= 500 || (status === 409 && code === 'conflict'),
    retryAfter: retryAfter(headers['retry-after'], now),
    errors: Array.isArray(problem.errors) ? problem.errors : [],
  });
}

/** Of a success whose body is not what it should be. */
function notTheApis(reply, cause) {
  const failure = { code: 'unexpected_answer', status: reply.status, requestId: reply.headers['x-request-id'] };
  return new ServerError('the body of the answer is not what the API answers', failure, cause);
}

/** Of an attempt without a reply. */
function noReply(cause) {
  const code = cause.timeout ? 'timeout' : 'connection_failed';
  return new ConnectionError(cause.message, { code, retryable: true }, cause);
}

function parse(body) {
  try {
    const problem = JSON.parse(Buffer.from(body).toString('utf8'));
    return problem !== null && typeof problem === 'object' && !Array.isArray(problem) ? problem : {};
  } catch {
    return {};
  }
}

/** RFC 9110 section 10.2.3: seconds, or a date. In ms; null where there is neither. */
function retryAfter(value, now) {
  if (value === undefined) {
    return null;
  }
  if (/^[0-9]{1,9}$/.test(value)) {
    return Number(value) * 1000;
  }
  const until = Date.parse(value);
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}

module.exports = {
  MigomailError,
  AuthenticationError,
  PermissionDeniedError,
  NotFoundError,
  ConflictError,
  InvalidRequestError,
  RateLimitError,
  ServerError,
  ConnectionError,
  noReply,
  notTheApis,
  ofReply,
};
