'use strict';

const crypto = require('node:crypto');
const { Caller } = require('./caller.js');
const { Resources } = require('./resources.js');
const { HttpTransport } = require('./transport.js');

const LOCAL_RUN = 'http://127.0.0.1:8080';
const CHANCES = 2 ** 47;

/** A client of the API with one API key; an application needs one. The options stand in index.d.ts. */
class Migomail extends Resources {
  /**
   * @param {string|null} [key] the API key; null = that in MIGO_API_KEY
   * @param {import('../index').Options} [options]
   * @throws {RangeError} where there is no key, or an option is out of range
   */
  constructor(key, options = {}) {
    const trimmed = (key ?? process.env.MIGO_API_KEY ?? '').trim();
    if (trimmed === '') {
      throw new RangeError('no API key: give one, or set MIGO_API_KEY');
    }
    if (!/^[\x21-\x7e]+$/.test(trimmed)) {
      throw new RangeError('the API key holds a character that none has');
    }
    const timeout = options.timeout ?? 30000;
    const maxRetries = options.maxRetries ?? 3;
    const baseUrl = address(options.baseUrl ?? process.env.MIGO_BASE_URL ?? LOCAL_RUN);
    if (!(timeout > 0)) {
      throw new RangeError('the timeout must be positive');
    }
    if (!(maxRetries >= 0)) {
      throw new RangeError('maxRetries must not be negative');
    }
    super(
      new Caller({
        key: trimmed,
        baseUrl,
        timeout,
        maxRetries,
        signingSecret: options.signingSecret ?? null,
        transport: options.transport ?? new HttpTransport(),
        clock: options.clock ?? Date.now,
        random: options.random ?? (() => crypto.randomInt(CHANCES) / CHANCES),
        randomBytes: options.randomBytes ?? crypto.randomBytes,
        sleeper: options.sleeper ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
      }),
    );
    this.baseUrl = baseUrl;
    this.timeout = timeout;
    this.maxRetries = maxRetries;
  }
}

function address(given) {
  const url = given.trim().replace(/\/+$/, '');
  if (!/^https?:\/\/[^/]/.test(url)) {
    throw new RangeError('the base URL must be one of http or https');
  }
  return url;
}

module.exports = { Migomail };
