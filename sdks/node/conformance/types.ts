// Compiled, never run: the types of the library are such that an application may be written so, and not otherwise.
import {
  type Accepted,
  ConflictError,
  type Event,
  Migomail,
  MigomailError,
  type Transport,
  WebhookVerifier,
} from '../index';

const transport: Transport = async (request) => ({ status: 200, headers: {}, body: request.body });
const migo = new Migomail('migo_sk_live_…', { timeout: 5000, maxRetries: 1, transport });

export async function send(): Promise<string> {
  const accepted: Accepted = await migo.messages.send(
    {
      to: ['priya@example.com', { email: 'sam@example.com', name: 'Sam' }],
      from: 'noreply@yourapp.com',
      template: 'otp-verification-v3',
      variables: { otp_code: '847 291', expires_min: 5, user_name: 'Priya' },
      class: 'critical',
    },
    { idempotencyKey: 'order-17' },
  );
  // @ts-expect-error a typo is found
  await migo.messages.send({ to: 'a@example.com', from: 'b@example.com', sujbect: 'Hi' });
  // @ts-expect-error what must be given is missing
  await migo.messages.send({ to: 'a@example.com' });
  // @ts-expect-error what an answer does not have
  String(accepted.id);
  return accepted.message_id;
}

export async function read(): Promise<string[]> {
  const ids: string[] = [];
  for await (const message of await migo.messages.search({ status: 'bounced', tag: ['receipt'] })) {
    ids.push(message.message_id);
  }
  const story = await migo.messages.get('msg_1');
  const bounce: string | null | undefined = story.bounce?.type;
  return bounce ? [...ids, bounce] : ids;
}

export async function cancel(): Promise<void> {
  try {
    await migo.messages.cancel('msg_1');
    await migo.domains.delete('dom_1');
  } catch (e) {
    if (e instanceof ConflictError || e instanceof MigomailError) {
      const words: [string, number, string | null, boolean] = [e.code, e.status, e.requestId, e.retryable];
      throw new Error(words.join(' '));
    }
    throw e;
  }
}

export function receive(body: Uint8Array, headers: Record<string, string | string[] | undefined>): Event {
  return new WebhookVerifier(['whsec_new', 'whsec_old']).verify(body, headers);
}
