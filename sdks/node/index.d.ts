/** Client of the Migomail API. */
import type { Event } from './lib/types';
import { Resources } from './lib/resources';

export type * from './lib/types';
export * from './lib/resources';

/** What is sent; the body is empty where there is none. */
export interface Request {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** What came back; headers by their names in lower case. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** Carries a request to the API; waits for the whole reply, for so many ms at most. Rejects with a TransportError. */
export type Transport = (request: Request, timeout: number) => Promise<Reply>;

/** Node's own fetch, as a Transport. */
export const HttpTransport: new () => Transport;

/** What a transport rejects with where there is no reply. */
export class TransportError extends Error {
  constructor(message: string, options?: { timeout?: boolean; cause?: unknown });
  /** Whether the time was up. */
  readonly timeout: boolean;
}

/** How a client goes about it. */
export interface Options {
  /** Where the API is; default: MIGO_BASE_URL, else the local run. */
  baseUrl?: string;
  /** Milliseconds for one attempt, the body of the answer included; default: 30000. */
  timeout?: number;
  /** Attempts after the first one, 0 = none; default: 3. */
  maxRetries?: number;
  /** Of the API key, migo_ss_…; default: requests are not signed. */
  signingSecret?: string;
  /** Default: Node's own fetch. */
  transport?: Transport;
  /** Unix milliseconds; default: Date.now. */
  clock?: () => number;
  /** 0 to 1, of jitter and timestamps of signatures. */
  random?: () => number;
  /** Of idempotency keys. */
  randomBytes?: (length: number) => Uint8Array;
  /** Resolves when so many ms have passed. */
  sleeper?: (ms: number) => Promise<void>;
}

/** A client of the API with one API key; an application needs one. */
export class Migomail extends Resources {
  /** Throws a RangeError where there is no key, here or in MIGO_API_KEY, or an option is out of range. */
  constructor(key?: string | null, options?: Options);
  readonly baseUrl: string;
  readonly timeout: number;
  readonly maxRetries: number;
}

/** A page of a list. Walking over it with `for await` goes on to the pages after it, each asked for when it is needed. */
export class Page<T> implements AsyncIterable<T> {
  /** What this page holds. */
  readonly data: T[];
  /** Whether there is a page after it now. */
  readonly hasMore: boolean;
  /** Where the list goes on; null where it does not. */
  readonly nextCursor: string | null;
  /** Asks for the page after it. Rejects with a RangeError where the API gave no cursor. */
  nextPage(): Promise<Page<T>>;
  [Symbol.asyncIterator](): AsyncIterator<T>;
}

/** A call that did not succeed; its subclass tells the kind, its code the reason. */
export class MigomailError extends Error {
  /** Of the API's list of errors, or connection_failed, timeout, unexpected_answer. */
  readonly code: string;
  /** Of HTTP; 0 = there was no reply. */
  readonly status: number;
  /** What the request is called in the server's logs; null where the server did not say. */
  readonly requestId: string | null;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** Milliseconds that the server asks to wait for; null where it does not say. */
  readonly retryAfter: number | null;
  /** What is wrong with each field; pointers are JSON pointers into the request. */
  readonly errors: { pointer: string; code: string; message: string }[];
}
/** 401: the key, or the signature, is not accepted. */
export class AuthenticationError extends MigomailError {}
/** 403: the key may not do this. */
export class PermissionDeniedError extends MigomailError {}
/** 404 or 410: there is no such resource, or no longer. */
export class NotFoundError extends MigomailError {}
/** 409: it does not fit with what is there. */
export class ConflictError extends MigomailError {}
/** Another 4xx: the request is not valid; errors tells where. */
export class InvalidRequestError extends MigomailError {}
/** 429: too many requests. */
export class RateLimitError extends MigomailError {}
/** 5xx, or an answer that is not one of the API. */
export class ServerError extends MigomailError {}
/** No reply: connection_failed or timeout. Whether the request arrived is not known. */
export class ConnectionError extends MigomailError {}

/** What came is not a call of Migomail's, or is not one any more: answer it with 400. */
export class WebhookVerificationError extends Error {
  /** missing_header, invalid_timestamp, timestamp_out_of_range, signature_mismatch or invalid_body. */
  readonly code: string;
}

/** Checks that a call to a webhook's endpoint is one of Migomail's, by the Standard Webhooks scheme. */
export class WebhookVerifier {
  /** While a secret is rotated give the new and the old one. Throws a RangeError where there is none, or one is none. */
  constructor(secrets: string | string[], options?: { clock?: () => number });
  /**
   * The event that was brought; the body must be exactly as it came. Events come at least once: tell repeats by their id.
   * Throws a WebhookVerificationError where the signature is not by any of the secrets, or older or newer than five minutes.
   */
  verify(
    body: string | Uint8Array,
    headers: Record<string, string | string[] | undefined> | { [Symbol.iterator](): Iterator<[string, string]> },
  ): Event;
}

/** The version of this library. */
export const VERSION: string;
