'use strict';

const { noReply, notTheApis, ofReply } = require('./errors.js');
const { Page } = require('./page.js');
const { sign } = require('./signer.js');
const { TransportError } = require('./transport.js');
const { VERSION } = require('./version.js');

const FIRST_MS = 500;
const LONGEST_MS = 8000;
const DOUBLINGS = 4;
/** Who is asked to wait for longer is told so instead. */
const PATIENCE_MS = 60000;
/** Answers that say that nothing was done. */
const NOTHING_DONE = ['busy', 'shutting_down'];

/**
 * One call of an operation, whatever attempts it takes. Options: body, query, keyed = it has an idempotency key, once = it
 * would make a second thing, and is repeated only where the answer says that it made none.
 */
class Call {
  constructor(method, template, parameters, options = {}) {
    const key = options.idempotencyKey ?? null;
    if (key !== null && !/^[\x21-\x7e]{1,256}$/.test(key)) {
      throw new RangeError('an idempotency key has 1 to 256 printable ASCII characters, no spaces');
    }
    this.method = method;
    this.path = parameters.reduce((path, each) => path.replace(/\{[a-z_]+\}/, () => segment(String(each))), template);
    this.body = options.body ?? null;
    this.query = options.query ?? {};
    this.keyed = options.keyed ?? false;
    this.idempotencyKey = key;
    this.once = options.once ?? false;
  }

  /** The same of the page at this cursor. */
  at(cursor) {
    return new Call(this.method, this.path, [], { query: { ...this.query, cursor }, once: this.once });
  }

  /** Path and query as they are sent. */
  target() {
    const pairs = Object.entries(this.query).flatMap(([name, value]) => {
      const values = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
      return values.map((each) => `${encode(name)}=${encode(each instanceof Date ? each.toISOString() : String(each))}`);
    });
    return this.path + (pairs.length > 0 ? `?${pairs.join('&')}` : '');
  }
}

/** Makes calls: headers, attempts, answers. */
class Caller {
  #authorization;
  #options;

  constructor({ key, ...options }) {
    this.#authorization = `Bearer ${key}`;
    this.#options = options;
  }

  /** Makes a call whose answer is one thing. */
  async answer(call) {
    const reply = await this.#reply(call);
    let read;
    try {
      read = JSON.parse(text(reply));
    } catch (cause) {
      throw notTheApis(reply, cause);
    }
    if (read === null || typeof read !== 'object' || Array.isArray(read)) {
      throw notTheApis(reply);
    }
    return read;
  }

  /** Makes a call whose answer is a page of a list. */
  async page(call) {
    return new Page(await this.answer(call), (cursor) => this.page(call.at(cursor)));
  }

  /** Makes a call whose answer is a text. */
  async text(call) {
    return text(await this.#reply(call));
  }

  /** Makes a call that has no answer. */
  async nothing(call) {
    await this.#reply(call);
  }

  async #reply(call) {
    const headers = this.#headers(call);
    const body = call.body === null ? Buffer.alloc(0) : Buffer.from(JSON.stringify(call.body), 'utf8');
    for (let attempt = 0; ; attempt++) {
      let failure;
      try {
        const reply = await this.#attempt(call, headers, body);
        if (reply.status >= 200 && reply.status < 300) {
          return reply;
        }
        failure = ofReply(reply, this.#options.clock());
      } catch (e) {
        if (!(e instanceof TransportError)) {
          throw e;
        }
        failure = noReply(e);
      }
      const wait = this.#wait(call, attempt, failure);
      if (wait === null) {
        throw failure;
      }
      await this.#options.sleeper(wait);
    }
  }

  #attempt(call, headers, body) {
    const { baseUrl, signingSecret, clock, random, transport, timeout } = this.#options;
    const url = new URL(baseUrl + call.target());
    const signature =
      signingSecret === null
        ? {}
        : sign(signingSecret, clock(), random(), call.method, url.pathname + url.search, body);
    return transport({ method: call.method, url: url.href, headers: { ...headers, ...signature }, body }, timeout);
  }

  #headers(call) {
    const headers = {
      Authorization: this.#authorization,
      Accept: 'application/json',
      'User-Agent': `migomail-node/${VERSION} (node ${process.versions.node})`,
    };
    if (call.body !== null) {
      headers['Content-Type'] = 'application/json';
    }
    if (call.keyed) {
      headers['Idempotency-Key'] = call.idempotencyKey ?? Buffer.from(this.#options.randomBytes(16)).toString('hex');
    }
    return headers;
  }

  /**
   * Milliseconds to wait before it is tried again; null = it is not. That is what the server asks for, and on top of it the
   * upper half of 0.5, 1, 2, 4, 8, 8, … seconds at random, so that those who failed together do not come back together.
   */
  #wait(call, attempt, failure) {
    const asked = failure.retryAfter ?? 0;
    const nothingDone = [409, 429].includes(failure.status) || NOTHING_DONE.includes(failure.code);
    const may = failure.retryable && (!call.once || nothingDone);
    if (!may || attempt >= this.#options.maxRetries || asked > PATIENCE_MS) {
      return null;
    }
    const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, DOUBLINGS));
    return asked + step * (0.5 + this.#options.random() / 2);
  }
}

function text(reply) {
  return Buffer.from(reply.body).toString('utf8');
}

/** A dot segment would be another path, and so would none. */
function segment(parameter) {
  if (['', '.', '..'].includes(parameter)) {
    throw new RangeError(`not an id, alias or address: "${parameter}"`);
  }
  return encode(parameter);
}

/** RFC 3986 section 2.3: all but the unreserved characters. */
function encode(value) {
  return encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

module.exports = { Call, Caller };
