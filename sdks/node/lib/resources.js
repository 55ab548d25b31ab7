// Made of docs/openapi.yaml; see sdks/README.md.
'use strict';

const { Call } = require('./caller.js');

class MessagesResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Send a message. Scope: messages:send. Repeats of this call send the same idempotency key, so that it
   * counts once.
   */
  async send(body, options = {}) {
    return this.#caller.answer(new Call('POST', '/v1/messages', [], { body, keyed: true, idempotencyKey: options.idempotencyKey }));
  }

  /**
   * Send up to 500 messages. Scope: messages:send. Repeats of this call send the same idempotency key, so
   * that it counts once.
   */
  async sendBatch(body, options = {}) {
    return this.#caller.answer(new Call('POST', '/v1/messages/batch', [], { body, keyed: true, idempotencyKey: options.idempotencyKey }));
  }

  /**
   * Search the messages of the key's application and environment, newest first. Every condition given must
   * hold. Scope: messages:read. Walking over the page goes on to the next ones.
   */
  async search(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/messages', [], { query }));
  }

  /**
   * The whole story of a message; of an id that a repeat under the same idempotency key got on the next day,
   * the first's. Scope: messages:read.
   */
  async get(id) {
    return this.#caller.answer(new Call('GET', '/v1/messages/{id}', [id]));
  }

  /**
   * The event log of a message. Scope: messages:read. Walking over the page goes on to the next ones.
   */
  async listEvents(id, query = {}) {
    return this.#caller.page(new Call('GET', '/v1/messages/{id}/events', [id], { query }));
  }

  /**
   * Cancel what has not left. Deliveries that wait end as canceled, with one event each; those under way or
   * settled are left alone. May be repeated. Scope: messages:send.
   */
  async cancel(id) {
    return this.#caller.answer(new Call('POST', '/v1/messages/{id}/cancel', [id]));
  }

  /**
   * Where each delivery is now, why it waits, and what its destination's queue does as a whole. Scope:
   * messages:read.
   */
  async explain(id) {
    return this.#caller.answer(new Call('GET', '/v1/messages/{id}/explain', [id]));
  }

  /**
   * What the message said, as far as its application has it kept. Scope: messages:read.
   */
  async content(id, query = {}) {
    return this.#caller.answer(new Call('GET', '/v1/messages/{id}/content', [id], { query }));
  }

  /**
   * Signed statements of what was sent to whom and what became of it, one for each recipient, that can be
   * shown to others. Scope: messages:read.
   */
  async proof(id) {
    return this.#caller.answer(new Call('GET', '/v1/messages/{id}/proof', [id]));
  }
}

class EventsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * The events of the key's application and environment, for those who cannot be called by webhooks. Scope:
   * messages:read. Walking over the page goes on to the next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/events', [], { query }));
  }
}

class StatsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * What happened, counted, in total or by hour, day and up to three dimensions. Scope: stats:read.
   */
  async get(query = {}) {
    return this.#caller.answer(new Call('GET', '/v1/stats', [], { query }));
  }

  /**
   * How long deliveries took that were accepted by a mail server within the range, stage by stage, grouped
   * likewise. Scope: stats:read.
   */
  async latency(query = {}) {
    return this.#caller.answer(new Call('GET', '/v1/stats/latency', [], { query }));
  }

  /**
   * What happened and how long it took, as it is counted by the minute. Scope: stats:read.
   */
  async windows(query = {}) {
    return this.#caller.answer(new Call('GET', '/v1/stats/windows', [], { query }));
  }
}

class AlertsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * What endangers the promise on the application's mail now, and what did. Scope: stats:read. Walking over
   * the page goes on to the next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/alerts', [], { query }));
  }
}

class ReportsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * How many deliveries were accepted within the promised time, of each application and class. Scope:
   * stats:read.
   */
  async sla(query = {}) {
    return this.#caller.answer(new Call('GET', '/v1/reports/sla', [], { query }));
  }

  /**
   * The same as text/csv. How many deliveries were accepted within the promised time, of each application and
   * class. Scope: stats:read.
   */
  async slaCsv(query = {}) {
    return this.#caller.text(new Call('GET', '/v1/reports/sla', [], { query: { ...query, format: 'csv' } }));
  }
}

class TemplatesResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Create a template; its first version is active at once, unless it is to be a draft. Scope:
   * templates:write.
   */
  async create(body) {
    return this.#caller.answer(new Call('POST', '/v1/templates', [], { body, once: true }));
  }

  /**
   * List templates. Scope: templates:read. Walking over the page goes on to the next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/templates', [], { query }));
  }

  /**
   * A template with its active version. Scope: templates:read.
   */
  async get(alias) {
    return this.#caller.answer(new Call('GET', '/v1/templates/{alias}', [alias]));
  }

  /**
   * Add a version. Scope: templates:write.
   */
  async createVersion(alias, body) {
    return this.#caller.answer(new Call('POST', '/v1/templates/{alias}/versions', [alias], { body, once: true }));
  }

  /**
   * List versions. Scope: templates:read. Walking over the page goes on to the next ones.
   */
  async listVersions(alias, query = {}) {
    return this.#caller.page(new Call('GET', '/v1/templates/{alias}/versions', [alias], { query }));
  }

  /**
   * A version with its source. Scope: templates:read.
   */
  async getVersion(alias, number) {
    return this.#caller.answer(new Call('GET', '/v1/templates/{alias}/versions/{n}', [alias, number]));
  }

  /**
   * Publish a version, or roll back to it. Scope: templates:write.
   */
  async activateVersion(alias, number) {
    return this.#caller.answer(new Call('POST', '/v1/templates/{alias}/versions/{n}/activate', [alias, number]));
  }

  /**
   * What a send with these variables would say. Scope: templates:read.
   */
  async render(alias, body) {
    return this.#caller.answer(new Call('POST', '/v1/templates/{alias}/render', [alias], { body }));
  }

  /**
   * Whether a source could be published. Scope: templates:read.
   */
  async validate(alias, body) {
    return this.#caller.answer(new Call('POST', '/v1/templates/{alias}/validate', [alias], { body }));
  }

  /**
   * Copy a version to another application of the account, or see what that would change. Scope: admin.
   */
  async promote(alias, body) {
    return this.#caller.answer(new Call('POST', '/v1/templates/{alias}/promote', [alias], { body }));
  }
}

class DomainsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Add a sending domain; its keys are made here. Scope: domains:write.
   */
  async create(body) {
    return this.#caller.answer(new Call('POST', '/v1/domains', [], { body, once: true }));
  }

  /**
   * List domains. Scope: domains:read. Walking over the page goes on to the next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/domains', [], { query }));
  }

  /**
   * A domain with its records. Scope: domains:read.
   */
  async get(id) {
    return this.#caller.answer(new Call('GET', '/v1/domains/{id}', [id]));
  }

  /**
   * Remove a domain and its keys; accepted mail that is not signed yet fails. Scope: domains:write.
   */
  async delete(id) {
    return this.#caller.nothing(new Call('DELETE', '/v1/domains/{id}', [id]));
  }

  /**
   * Look at the DNS now instead of at the next of its automatic looks. Scope: domains:write.
   */
  async verify(id) {
    return this.#caller.answer(new Call('POST', '/v1/domains/{id}/verify', [id]));
  }

  /**
   * Make new DKIM keys, staged over two selectors. Scope: domains:write.
   */
  async rotateKeys(id) {
    return this.#caller.answer(new Call('POST', '/v1/domains/{id}/dkim/rotate', [id], { once: true }));
  }
}

class SandboxResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Sandbox mail as the simulated mail server received it, newest first. Scope: messages:read. Walking over
   * the page goes on to the next ones.
   */
  async listMessages(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/sandbox/messages', [], { query }));
  }

  /**
   * A captured mail with its source. Scope: messages:read.
   */
  async getMessage(id) {
    return this.#caller.answer(new Call('GET', '/v1/sandbox/messages/{id}', [id]));
  }
}

class SuppressionsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Write to an address no more. Scope: suppressions:write.
   */
  async add(body) {
    return this.#caller.answer(new Call('POST', '/v1/suppressions', [], { body }));
  }

  /**
   * Add up to 1,000 at once, all or none. Scope: suppressions:write.
   */
  async importMany(body) {
    return this.#caller.answer(new Call('POST', '/v1/suppressions/import', [], { body }));
  }

  /**
   * The addresses that are not written to, newest first. Scope: suppressions:read. Walking over the page goes
   * on to the next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/suppressions', [], { query }));
  }

  /**
   * Why an address is not written to. Scope: suppressions:read.
   */
  async get(address) {
    return this.#caller.answer(new Call('GET', '/v1/suppressions/{address}', [address]));
  }

  /**
   * Write to an address again. Scope: suppressions:write.
   */
  async remove(address) {
    return this.#caller.nothing(new Call('DELETE', '/v1/suppressions/{address}', [address]));
  }
}

class RecipientsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Erase a person everywhere within the account, with a receipt. Scope: admin.
   */
  async erase(address, query = {}) {
    return this.#caller.answer(new Call('DELETE', '/v1/recipients/{address}/data', [address], { query }));
  }
}

class IpPoolsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Give an account a pool for a stream that has none. Needs a live key of the operator's account. Scope:
   * admin.
   */
  async create(body) {
    return this.#caller.answer(new Call('POST', '/v1/ip-pools', [], { body, once: true }));
  }

  /**
   * The pools of the key's account and environment, and what waits in them. Scope: stats:read. Walking over
   * the page goes on to the next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/ip-pools', [], { query }));
  }

  /**
   * A pool, what its addresses met with in seven days, the replies that refused in a day, and its queues as
   * they are, a second behind. Scope: stats:read.
   */
  async get(id) {
    return this.#caller.answer(new Call('GET', '/v1/ip-pools/{id}', [id]));
  }

  /**
   * Change the addresses of a pool. Needs a live key of the operator's account. Scope: admin.
   */
  async update(id, body) {
    return this.#caller.answer(new Call('PATCH', '/v1/ip-pools/{id}', [id], { body }));
  }

  /**
   * Let nothing out by a pool, from one of its addresses, or to one destination. Needs a live key of the
   * operator's account. Scope: admin.
   */
  async suspend(id, body) {
    return this.#caller.answer(new Call('POST', '/v1/ip-pools/{id}/suspend', [id], { body }));
  }

  /**
   * End a suspension. Needs a live key of the operator's account. Scope: admin.
   */
  async resume(id, body) {
    return this.#caller.answer(new Call('POST', '/v1/ip-pools/{id}/resume', [id], { body }));
  }
}

class QueuesResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * What waits, by destination and pool, as it is, a second behind. Scope: stats:read. Walking over the page
   * goes on to the next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/queues', [], { query }));
  }
}

class WebhooksResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Subscribe; the signing secret is shown once. Scope: webhooks:write.
   */
  async create(body) {
    return this.#caller.answer(new Call('POST', '/v1/webhooks', [], { body, once: true }));
  }

  /**
   * List webhooks of the key's environment. Scope: webhooks:read. Walking over the page goes on to the next
   * ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/webhooks', [], { query }));
  }

  /**
   * A webhook. Scope: webhooks:read.
   */
  async get(id) {
    return this.#caller.answer(new Call('GET', '/v1/webhooks/{id}', [id]));
  }

  /**
   * Change a webhook. Scope: webhooks:write.
   */
  async update(id, body) {
    return this.#caller.answer(new Call('PATCH', '/v1/webhooks/{id}', [id], { body }));
  }

  /**
   * Unsubscribe. Scope: webhooks:write.
   */
  async delete(id) {
    return this.#caller.nothing(new Call('DELETE', '/v1/webhooks/{id}', [id]));
  }

  /**
   * Send one signed sample event at once, also to a webhook that is disabled, and tell what came back within
   * 15 seconds. Scope: webhooks:write.
   */
  async test(id, body) {
    return this.#caller.answer(new Call('POST', '/v1/webhooks/{id}/test', [id], { body, once: true }));
  }

  /**
   * What each attempt to deliver an event to the webhook came to, newest first, for 30 days. Scope:
   * webhooks:read. Walking over the page goes on to the next ones.
   */
  async listDeliveries(id, query = {}) {
    return this.#caller.page(new Call('GET', '/v1/webhooks/{id}/deliveries', [id], { query }));
  }

  /**
   * Send the event of a delivery again, at once. Scope: webhooks:write.
   */
  async retryDelivery(id, delivery) {
    return this.#caller.answer(new Call('POST', '/v1/webhooks/{id}/deliveries/{delivery}/retry', [id, delivery], { once: true }));
  }

  /**
   * Send the events of a span of time again, also such as came before the webhook was there. Scope:
   * webhooks:write.
   */
  async replay(id, body) {
    return this.#caller.answer(new Call('POST', '/v1/webhooks/{id}/replay', [id], { body, once: true }));
  }

  /**
   * End the replay under way; the few events that it has read are still sent. Scope: webhooks:write.
   */
  async cancelReplay(id) {
    return this.#caller.nothing(new Call('DELETE', '/v1/webhooks/{id}/replay', [id]));
  }

  /**
   * Give a webhook a new secret, which is shown once. Scope: webhooks:write.
   */
  async rotateSecret(id, body) {
    return this.#caller.answer(new Call('POST', '/v1/webhooks/{id}/rotate-secret', [id], { body, once: true }));
  }
}

class ProofKeysResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Sign proofs with a new key from now on, for the operator. Those that were signed before go on to verify.
   * Needs a live key without limits. Scope: admin.
   */
  async rotate() {
    return this.#caller.answer(new Call('POST', '/v1/proof-keys/rotate', [], { once: true }));
  }
}

class AccountsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Open an account, for the operator. It has an application and a key of each environment, which are shown
   * once. Scope: admin.
   */
  async create(body) {
    return this.#caller.answer(new Call('POST', '/v1/accounts', [], { body, once: true }));
  }

  /**
   * The key's own account; for the operator all of them. Scope: admin. Walking over the page goes on to the
   * next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/accounts', [], { query }));
  }

  /**
   * The key's own account; for the operator any. Scope: admin.
   */
  async get(id) {
    return this.#caller.answer(new Call('GET', '/v1/accounts/{id}', [id]));
  }

  /**
   * Change the account's name; for the operator also its plan and status. Needs a live key without limits.
   * Scope: admin.
   */
  async update(id, body) {
    return this.#caller.answer(new Call('PATCH', '/v1/accounts/{id}', [id], { body }));
  }

  /**
   * Close an account, for the operator. Its keys end at once; what was accepted is still delivered, nothing
   * is erased, and status active opens it again. Scope: admin.
   */
  async close(id) {
    return this.#caller.nothing(new Call('DELETE', '/v1/accounts/{id}', [id]));
  }
}

class UsersResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Add a person to the account. The first one must be its owner. Needs a live key without limits. Scope:
   * admin.
   */
  async create(body) {
    return this.#caller.answer(new Call('POST', '/v1/users', [], { body, once: true }));
  }

  /**
   * List the people of the account. Scope: admin. Walking over the page goes on to the next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/users', [], { query }));
  }

  /**
   * A person of the account. Scope: admin.
   */
  async get(id) {
    return this.#caller.answer(new Call('GET', '/v1/users/{id}', [id]));
  }

  /**
   * Change a person. Needs a live key without limits. Scope: admin.
   */
  async update(id, body) {
    return this.#caller.answer(new Call('PATCH', '/v1/users/{id}', [id], { body }));
  }

  /**
   * Remove a person, other than the last owner. Needs a live key without limits. Scope: admin.
   */
  async delete(id) {
    return this.#caller.nothing(new Call('DELETE', '/v1/users/{id}', [id]));
  }
}

class AuditLogsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Who changed what of the account, newest first. Scope: admin. Walking over the page goes on to the next
   * ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/audit-logs', [], { query }));
  }
}

class ApplicationsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Create an application. Scope: admin.
   */
  async create(body) {
    return this.#caller.answer(new Call('POST', '/v1/applications', [], { body, once: true }));
  }

  /**
   * List applications. Scope: admin. Walking over the page goes on to the next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/applications', [], { query }));
  }

  /**
   * An application. Scope: admin.
   */
  async get(id) {
    return this.#caller.answer(new Call('GET', '/v1/applications/{id}', [id]));
  }

  /**
   * Rename an application. Needs a live key without limits. Scope: admin.
   */
  async update(id, body) {
    return this.#caller.answer(new Call('PATCH', '/v1/applications/{id}', [id], { body }));
  }

  /**
   * Delete an application that has neither active API keys nor webhooks (409 in_use). What it accepted is
   * still delivered. Needs a live key without limits. Scope: admin.
   */
  async delete(id) {
    return this.#caller.nothing(new Call('DELETE', '/v1/applications/{id}', [id]));
  }
}

class ApiKeysResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * Create an API key; it is shown once. Scope: admin.
   */
  async create(body) {
    return this.#caller.answer(new Call('POST', '/v1/api-keys', [], { body, once: true }));
  }

  /**
   * List the keys of an application. Scope: admin. Walking over the page goes on to the next ones.
   */
  async list(query = {}) {
    return this.#caller.page(new Call('GET', '/v1/api-keys', [], { query }));
  }

  /**
   * An API key, without its secret. Scope: admin.
   */
  async get(id) {
    return this.#caller.answer(new Call('GET', '/v1/api-keys/{id}', [id]));
  }

  /**
   * Change an API key that is neither revoked nor expired (409 key_not_active). Needs a key without limits, a
   * live key for a live key. Scope: admin.
   */
  async update(id, body) {
    return this.#caller.answer(new Call('PATCH', '/v1/api-keys/{id}', [id], { body }));
  }

  /**
   * Revoke an API key. Scope: admin.
   */
  async delete(id) {
    return this.#caller.nothing(new Call('DELETE', '/v1/api-keys/{id}', [id]));
  }

  /**
   * Give an API key a successor, which is shown once. Scope: admin.
   */
  async rotate(id, body) {
    return this.#caller.answer(new Call('POST', '/v1/api-keys/{id}/rotate', [id], { body, once: true }));
  }
}

class LimitsResource {
  #caller;

  constructor(caller) {
    this.#caller = caller;
  }

  /**
   * What a request may hold.
   */
  async get() {
    return this.#caller.answer(new Call('GET', '/v1/limits', []));
  }
}

/** The resources of the API. */
class Resources {
  constructor(caller) {
    this.messages = new MessagesResource(caller);
    this.events = new EventsResource(caller);
    this.stats = new StatsResource(caller);
    this.alerts = new AlertsResource(caller);
    this.reports = new ReportsResource(caller);
    this.templates = new TemplatesResource(caller);
    this.domains = new DomainsResource(caller);
    this.sandbox = new SandboxResource(caller);
    this.suppressions = new SuppressionsResource(caller);
    this.recipients = new RecipientsResource(caller);
    this.ipPools = new IpPoolsResource(caller);
    this.queues = new QueuesResource(caller);
    this.webhooks = new WebhooksResource(caller);
    this.proofKeys = new ProofKeysResource(caller);
    this.accounts = new AccountsResource(caller);
    this.users = new UsersResource(caller);
    this.auditLogs = new AuditLogsResource(caller);
    this.applications = new ApplicationsResource(caller);
    this.apiKeys = new ApiKeysResource(caller);
    this.limits = new LimitsResource(caller);
  }
}

module.exports = { Resources };
