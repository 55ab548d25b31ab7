'use strict';

const crypto = require('node:crypto');

const TOLERANCE_SECONDS = 300;

/** What came is not a call of Migomail's, or is not one any more: answer it with 400. */
class WebhookVerificationError extends Error {
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = 'WebhookVerificationError';
    this.code = code;
  }
}

/** Checks that a call to a webhook's endpoint is one of Migomail's, by the Standard Webhooks scheme. */
class WebhookVerifier {
  #keys;
  #clock;

  /**
   * @param {string|string[]} secrets while a secret is rotated the new and the old one
   * @param {{clock?: () => number}} [options]
   * @throws {RangeError} where there is no secret, or one is none
   */
  constructor(secrets, { clock = Date.now } = {}) {
    this.#keys = [secrets].flat().map((secret) => decode(secret.replace(/^whsec_/, '')));
    this.#clock = clock;
    if (this.#keys.length === 0 || this.#keys.includes(null)) {
      throw new RangeError('a webhook has at least one secret, each whsec_ and base64');
    }
  }

  /**
   * The event that was brought; events come at least once: tell repeats by their id.
   *
   * @param {string|Uint8Array} body exactly as it came
   * @param {object} headers as Node has them, or Headers; their names in any case
   * @throws {WebhookVerificationError} where the signature is not by any of the secrets, or older or newer than five minutes
   */
  verify(body, headers) {
    const raw = Buffer.from(body);
    const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
    const byName = new Map(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
    const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => {
      if (!byName.has(name)) {
        throw new WebhookVerificationError('missing_header', `${name} is missing`);
      }
      return byName.get(name);
    });
    this.#checkTime(timestamp);
    const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), raw]);
    const given = signatures.split(' ').map((each) => (each.startsWith('v1,') ? decode(each.slice(3)) : null));
    const expected = this.#keys.map((key) => crypto.createHmac('sha256', key).update(signed).digest());
    const matches = expected.flatMap((right) =>
      given.map((each) => each !== null && each.length === right.length && crypto.timingSafeEqual(each, right)),
    );
    if (!matches.includes(true)) {
      throw new WebhookVerificationError('signature_mismatch', 'no signature is by one of the secrets');
    }
    try {
      return JSON.parse(raw.toString('utf8'));
    } catch (cause) {
      throw new WebhookVerificationError('invalid_body', 'the body is not an event', cause);
    }
  }

  #checkTime(timestamp) {
    if (!/^[0-9]{1,11}$/.test(timestamp)) {
      throw new WebhookVerificationError('invalid_timestamp', 'webhook-timestamp must be Unix seconds');
    }
    if (Math.abs(Math.floor(this.#clock() / 1000) - Number(timestamp)) > TOLERANCE_SECONDS) {
      throw new WebhookVerificationError(
        'timestamp_out_of_range',
        'webhook-timestamp is more than five minutes from now',
      );
    }
  }
}

/** Base64, strictly; null where it is not. */
function decode(text) {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) && text !== ''
    ? Buffer.from(text, 'base64')
    : null;
}

module.exports = { WebhookVerifier, WebhookVerificationError };
