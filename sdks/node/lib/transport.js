'use strict';

/** What a transport rejects with where there is no reply; `timeout` tells whether the time was up. */
class TransportError extends Error {
  constructor(message, { timeout = false, cause } = {}) {
    super(message, { cause });
    this.name = 'TransportError';
    this.timeout = timeout;
  }
}

/** Node's own fetch: keeps connections, follows no redirects, bounds a reply with its body by the time given. */
class HttpTransport {
  constructor() {
    return async (request, timeout) => exchange(request, timeout);
  }
}

async function exchange(request, timeout) {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body.length > 0 ? request.body : undefined,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (cause) {
    const timedOut = cause.name === 'TimeoutError';
    const message = timedOut ? `no reply within ${timeout} ms` : (cause.cause?.message ?? cause.message);
    throw new TransportError(message || 'no connection', { timeout: timedOut, cause });
  }
}

module.exports = { HttpTransport, TransportError };
