'use strict';

// The driver of the library for Node.js; see sdks/README.md.
const readline = require('node:readline');
const util = require('node:util');
const migomail = require('../index.js');

let migo = null;
let slept = [];

const actions = {
  client({ options }) {
    const told = { sleeper: async (ms) => slept.push(Math.floor(Number(ms.toFixed(6)))) };
    for (const [name, option] of Object.entries({
      base_url: 'baseUrl',
      timeout_ms: 'timeout',
      max_retries: 'maxRetries',
      signing_secret: 'signingSecret',
    })) {
      if (name in options) {
        told[option] = options[name];
      }
    }
    if ('now_ms' in options) {
      told.clock = () => options.now_ms;
    }
    if ('random' in options) {
      told.random = () => options.random;
    }
    if ('transport_replies' in options) {
      const replies = [...options.transport_replies];
      told.transport = async () => {
        const { status, headers = {}, body } = replies.shift();
        return { status, headers, body: Buffer.from(JSON.stringify(body)) };
      };
    }
    migo = new migomail.Migomail(options.key, told);
    return 'made';
  },

  async call(command) {
    const args = [...(command.path ?? [])];
    if ('params' in command) {
      args.push(command.params);
    }
    if ('idempotency_key' in command) {
      args.push({ idempotencyKey: command.idempotency_key });
    }
    const result = await migo[camel(command.resource)][camel(command.method)](...args);
    if (!(result instanceof migomail.Page)) {
      return result ?? null;
    }
    if (!command.all) {
      return { data: result.data, has_more: result.hasMore, next_cursor: result.nextCursor };
    }
    const all = [];
    for await (const each of result) {
      all.push(each);
    }
    return all;
  },

  describe() {
    return util.inspect(migo, { depth: 9, showHidden: true }) + JSON.stringify(migo) + String(migo);
  },

  defaults() {
    return { timeout_ms: migo.timeout, max_retries: migo.maxRetries };
  },

  verify({ secrets, body, headers, now_ms: now }) {
    return new migomail.WebhookVerifier(secrets, { clock: () => now }).verify(body, headers);
  },
};

function camel(snake) {
  return snake.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

function error(e) {
  if (e instanceof migomail.MigomailError) {
    return {
      type: e.name.replace(/Error$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase(),
      code: e.code,
      status: e.status,
      request_id: e.requestId,
      retryable: e.retryable,
      retry_after_ms: e.retryAfter,
      message: e.message,
      errors: e.errors,
    };
  }
  if (e instanceof migomail.WebhookVerificationError) {
    return { type: 'webhook_verification', code: e.code };
  }
  if (e instanceof RangeError) {
    return { type: 'argument', message: e.message };
  }
  throw e;
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const command = JSON.parse(line);
    slept = [];
    let out;
    try {
      out = { result: await actions[command.do](command) };
    } catch (e) {
      out = { error: error(e) };
    }
    process.stdout.write(`${JSON.stringify({ ...out, slept })}\n`);
  }
}

main();
