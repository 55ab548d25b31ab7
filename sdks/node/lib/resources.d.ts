// Made of docs/openapi.yaml; see sdks/README.md.
import type * as types from './types';
import type { Page } from '../index';

/** Options of a send. */
export interface SendOptions {
  /** 1 to 256 printable ASCII characters; default: one is made for the call. */
  idempotencyKey?: string;
}

/** The resource messages. */
export interface MessagesResource {
  /**
   * Send a message. Scope: messages:send. Repeats of this call send the same idempotency key, so that it
   * counts once.
   */
  send(body: types.Send, options?: SendOptions): Promise<types.Accepted>;
  /**
   * Send up to 500 messages. Scope: messages:send. Repeats of this call send the same idempotency key, so
   * that it counts once.
   */
  sendBatch(body: types.Batch, options?: SendOptions): Promise<types.BatchResult>;
  /**
   * Search the messages of the key's application and environment, newest first. Every condition given must
   * hold. Scope: messages:read. Walking over the page goes on to the next ones.
   */
  search(query?: types.SearchMessagesQuery): Promise<Page<types.MessageSummary>>;
  /**
   * The whole story of a message; of an id that a repeat under the same idempotency key got on the next day,
   * the first's. Scope: messages:read.
   */
  get(id: string): Promise<types.Message>;
  /**
   * The event log of a message. Scope: messages:read. Walking over the page goes on to the next ones.
   */
  listEvents(id: string, query?: types.ListMessageEventsQuery): Promise<Page<types.Event>>;
  /**
   * Cancel what has not left. Deliveries that wait end as canceled, with one event each; those under way or
   * settled are left alone. May be repeated. Scope: messages:send.
   */
  cancel(id: string): Promise<types.Cancellation>;
  /**
   * Where each delivery is now, why it waits, and what its destination's queue does as a whole. Scope:
   * messages:read.
   */
  explain(id: string): Promise<types.Explanation>;
  /**
   * What the message said, as far as its application has it kept. Scope: messages:read.
   */
  content(id: string, query?: types.GetMessageContentQuery): Promise<types.MessageContent>;
  /**
   * Signed statements of what was sent to whom and what became of it, one for each recipient, that can be
   * shown to others. Scope: messages:read.
   */
  proof(id: string): Promise<types.Proofs>;
}

/** The resource events. */
export interface EventsResource {
  /**
   * The events of the key's application and environment, for those who cannot be called by webhooks. Scope:
   * messages:read. Walking over the page goes on to the next ones.
   */
  list(query?: types.ListEventsQuery): Promise<Page<types.Event>>;
}

/** The resource stats. */
export interface StatsResource {
  /**
   * What happened, counted, in total or by hour, day and up to three dimensions. Scope: stats:read.
   */
  get(query?: types.GetStatsQuery): Promise<types.Stats>;
  /**
   * How long deliveries took that were accepted by a mail server within the range, stage by stage, grouped
   * likewise. Scope: stats:read.
   */
  latency(query?: types.GetLatencyQuery): Promise<types.Latency>;
  /**
   * What happened and how long it took, as it is counted by the minute. Scope: stats:read.
   */
  windows(query?: types.GetWindowsQuery): Promise<types.Windows>;
}

/** The resource alerts. */
export interface AlertsResource {
  /**
   * What endangers the promise on the application's mail now, and what did. Scope: stats:read. Walking over
   * the page goes on to the next ones.
   */
  list(query?: types.ListAlertsQuery): Promise<Page<types.Alert>>;
}

/** The resource reports. */
export interface ReportsResource {
  /**
   * How many deliveries were accepted within the promised time, of each application and class. Scope:
   * stats:read.
   */
  sla(query?: types.GetSlaReportQuery): Promise<types.SlaReport>;
  /**
   * The same as text/csv. How many deliveries were accepted within the promised time, of each application and
   * class. Scope: stats:read.
   */
  slaCsv(query?: types.GetSlaReportQuery): Promise<string>;
}

/** The resource templates. */
export interface TemplatesResource {
  /**
   * Create a template; its first version is active at once, unless it is to be a draft. Scope:
   * templates:write.
   */
  create(body: types.TemplateCreate): Promise<types.Template>;
  /**
   * List templates. Scope: templates:read. Walking over the page goes on to the next ones.
   */
  list(query?: types.ListTemplatesQuery): Promise<Page<types.Template>>;
  /**
   * A template with its active version. Scope: templates:read.
   */
  get(alias: string): Promise<types.Template>;
  /**
   * Add a version. Scope: templates:write.
   */
  createVersion(alias: string, body: types.TemplateVersionCreate): Promise<types.TemplateVersion>;
  /**
   * List versions. Scope: templates:read. Walking over the page goes on to the next ones.
   */
  listVersions(alias: string, query?: types.ListTemplateVersionsQuery): Promise<Page<types.TemplateVersion>>;
  /**
   * A version with its source. Scope: templates:read.
   */
  getVersion(alias: string, number: number): Promise<types.TemplateVersion>;
  /**
   * Publish a version, or roll back to it. Scope: templates:write.
   */
  activateVersion(alias: string, number: number): Promise<types.Template>;
  /**
   * What a send with these variables would say. Scope: templates:read.
   */
  render(alias: string, body: types.RenderRequest): Promise<types.Rendered>;
  /**
   * Whether a source could be published. Scope: templates:read.
   */
  validate(alias: string, body: types.TemplateSource): Promise<types.TemplateCheck>;
  /**
   * Copy a version to another application of the account, or see what that would change. Scope: admin.
   */
  promote(alias: string, body: types.Promote): Promise<types.Promoted>;
}

/** The resource domains. */
export interface DomainsResource {
  /**
   * Add a sending domain; its keys are made here. Scope: domains:write.
   */
  create(body: types.DomainCreate): Promise<types.Domain>;
  /**
   * List domains. Scope: domains:read. Walking over the page goes on to the next ones.
   */
  list(query?: types.ListDomainsQuery): Promise<Page<types.Domain>>;
  /**
   * A domain with its records. Scope: domains:read.
   */
  get(id: string): Promise<types.Domain>;
  /**
   * Remove a domain and its keys; accepted mail that is not signed yet fails. Scope: domains:write.
   */
  delete(id: string): Promise<void>;
  /**
   * Look at the DNS now instead of at the next of its automatic looks. Scope: domains:write.
   */
  verify(id: string): Promise<types.Domain>;
  /**
   * Make new DKIM keys, staged over two selectors. Scope: domains:write.
   */
  rotateKeys(id: string): Promise<types.Domain>;
}

/** The resource sandbox. */
export interface SandboxResource {
  /**
   * Sandbox mail as the simulated mail server received it, newest first. Scope: messages:read. Walking over
   * the page goes on to the next ones.
   */
  listMessages(query?: types.ListSandboxMessagesQuery): Promise<Page<types.CapturedMail>>;
  /**
   * A captured mail with its source. Scope: messages:read.
   */
  getMessage(id: string): Promise<types.CapturedMail>;
}

/** The resource suppressions. */
export interface SuppressionsResource {
  /**
   * Write to an address no more. Scope: suppressions:write.
   */
  add(body: types.SuppressionAdd): Promise<types.Suppression>;
  /**
   * Add up to 1,000 at once, all or none. Scope: suppressions:write.
   */
  importMany(body: types.SuppressionImport): Promise<types.SuppressionsImported>;
  /**
   * The addresses that are not written to, newest first. Scope: suppressions:read. Walking over the page goes
   * on to the next ones.
   */
  list(query?: types.ListSuppressionsQuery): Promise<Page<types.Suppression>>;
  /**
   * Why an address is not written to. Scope: suppressions:read.
   */
  get(address: string): Promise<types.Suppression>;
  /**
   * Write to an address again. Scope: suppressions:write.
   */
  remove(address: string): Promise<void>;
}

/** The resource recipients. */
export interface RecipientsResource {
  /**
   * Erase a person everywhere within the account, with a receipt. Scope: admin.
   */
  erase(address: string, query?: types.EraseRecipientQuery): Promise<types.ErasureReceipt>;
}

/** The resource ip_pools. */
export interface IpPoolsResource {
  /**
   * Give an account a pool for a stream that has none. Needs a live key of the operator's account. Scope:
   * admin.
   */
  create(body: types.IpPoolCreate): Promise<types.IpPool>;
  /**
   * The pools of the key's account and environment, and what waits in them. Scope: stats:read. Walking over
   * the page goes on to the next ones.
   */
  list(query?: types.ListIpPoolsQuery): Promise<Page<types.IpPool>>;
  /**
   * A pool, what its addresses met with in seven days, the replies that refused in a day, and its queues as
   * they are, a second behind. Scope: stats:read.
   */
  get(id: string): Promise<types.IpPool>;
  /**
   * Change the addresses of a pool. Needs a live key of the operator's account. Scope: admin.
   */
  update(id: string, body: types.IpPoolUpdate): Promise<types.IpPool>;
  /**
   * Let nothing out by a pool, from one of its addresses, or to one destination. Needs a live key of the
   * operator's account. Scope: admin.
   */
  suspend(id: string, body?: types.IpPoolPart): Promise<types.IpPool>;
  /**
   * End a suspension. Needs a live key of the operator's account. Scope: admin.
   */
  resume(id: string, body?: types.IpPoolPart): Promise<types.IpPool>;
}

/** The resource queues. */
export interface QueuesResource {
  /**
   * What waits, by destination and pool, as it is, a second behind. Scope: stats:read. Walking over the page
   * goes on to the next ones.
   */
  list(query?: types.ListQueuesQuery): Promise<Page<types.Queue>>;
}

/** The resource webhooks. */
export interface WebhooksResource {
  /**
   * Subscribe; the signing secret is shown once. Scope: webhooks:write.
   */
  create(body: types.WebhookCreate): Promise<types.WebhookCreated>;
  /**
   * List webhooks of the key's environment. Scope: webhooks:read. Walking over the page goes on to the next
   * ones.
   */
  list(query?: types.ListWebhooksQuery): Promise<Page<types.Webhook>>;
  /**
   * A webhook. Scope: webhooks:read.
   */
  get(id: string): Promise<types.Webhook>;
  /**
   * Change a webhook. Scope: webhooks:write.
   */
  update(id: string, body: types.WebhookUpdate): Promise<types.Webhook>;
  /**
   * Unsubscribe. Scope: webhooks:write.
   */
  delete(id: string): Promise<void>;
  /**
   * Send one signed sample event at once, also to a webhook that is disabled, and tell what came back within
   * 15 seconds. Scope: webhooks:write.
   */
  test(id: string, body?: types.WebhookTest): Promise<types.WebhookTested>;
  /**
   * What each attempt to deliver an event to the webhook came to, newest first, for 30 days. Scope:
   * webhooks:read. Walking over the page goes on to the next ones.
   */
  listDeliveries(id: string, query?: types.ListWebhookDeliveriesQuery): Promise<Page<types.WebhookDelivery>>;
  /**
   * Send the event of a delivery again, at once. Scope: webhooks:write.
   */
  retryDelivery(id: string, delivery: string): Promise<types.WebhookRetried>;
  /**
   * Send the events of a span of time again, also such as came before the webhook was there. Scope:
   * webhooks:write.
   */
  replay(id: string, body: types.WebhookReplayCreate): Promise<types.WebhookReplayed>;
  /**
   * End the replay under way; the few events that it has read are still sent. Scope: webhooks:write.
   */
  cancelReplay(id: string): Promise<void>;
  /**
   * Give a webhook a new secret, which is shown once. Scope: webhooks:write.
   */
  rotateSecret(id: string, body?: types.WebhookSecretRotate): Promise<types.WebhookCreated>;
}

/** The resource proof_keys. */
export interface ProofKeysResource {
  /**
   * Sign proofs with a new key from now on, for the operator. Those that were signed before go on to verify.
   * Needs a live key without limits. Scope: admin.
   */
  rotate(): Promise<types.ProofKey>;
}

/** The resource accounts. */
export interface AccountsResource {
  /**
   * Open an account, for the operator. It has an application and a key of each environment, which are shown
   * once. Scope: admin.
   */
  create(body: types.AccountCreate): Promise<types.AccountCreated>;
  /**
   * The key's own account; for the operator all of them. Scope: admin. Walking over the page goes on to the
   * next ones.
   */
  list(query?: types.ListAccountsQuery): Promise<Page<types.Account>>;
  /**
   * The key's own account; for the operator any. Scope: admin.
   */
  get(id: string): Promise<types.Account>;
  /**
   * Change the account's name; for the operator also its plan and status. Needs a live key without limits.
   * Scope: admin.
   */
  update(id: string, body: types.AccountUpdate): Promise<types.Account>;
  /**
   * Close an account, for the operator. Its keys end at once; what was accepted is still delivered, nothing
   * is erased, and status active opens it again. Scope: admin.
   */
  close(id: string): Promise<void>;
}

/** The resource users. */
export interface UsersResource {
  /**
   * Add a person to the account. The first one must be its owner. Needs a live key without limits. Scope:
   * admin.
   */
  create(body: types.UserCreate): Promise<types.User>;
  /**
   * List the people of the account. Scope: admin. Walking over the page goes on to the next ones.
   */
  list(query?: types.ListUsersQuery): Promise<Page<types.User>>;
  /**
   * A person of the account. Scope: admin.
   */
  get(id: string): Promise<types.User>;
  /**
   * Change a person. Needs a live key without limits. Scope: admin.
   */
  update(id: string, body: types.UserUpdate): Promise<types.User>;
  /**
   * Remove a person, other than the last owner. Needs a live key without limits. Scope: admin.
   */
  delete(id: string): Promise<void>;
}

/** The resource audit_logs. */
export interface AuditLogsResource {
  /**
   * Who changed what of the account, newest first. Scope: admin. Walking over the page goes on to the next
   * ones.
   */
  list(query?: types.ListAuditLogsQuery): Promise<Page<types.AuditLog>>;
}

/** The resource applications. */
export interface ApplicationsResource {
  /**
   * Create an application. Scope: admin.
   */
  create(body: types.ApplicationCreate): Promise<types.Application>;
  /**
   * List applications. Scope: admin. Walking over the page goes on to the next ones.
   */
  list(query?: types.ListApplicationsQuery): Promise<Page<types.Application>>;
  /**
   * An application. Scope: admin.
   */
  get(id: string): Promise<types.Application>;
  /**
   * Rename an application. Needs a live key without limits. Scope: admin.
   */
  update(id: string, body: types.ApplicationUpdate): Promise<types.Application>;
  /**
   * Delete an application that has neither active API keys nor webhooks (409 in_use). What it accepted is
   * still delivered. Needs a live key without limits. Scope: admin.
   */
  delete(id: string): Promise<void>;
}

/** The resource api_keys. */
export interface ApiKeysResource {
  /**
   * Create an API key; it is shown once. Scope: admin.
   */
  create(body: types.ApiKeyCreate): Promise<types.ApiKeyCreated>;
  /**
   * List the keys of an application. Scope: admin. Walking over the page goes on to the next ones.
   */
  list(query?: types.ListApiKeysQuery): Promise<Page<types.ApiKey>>;
  /**
   * An API key, without its secret. Scope: admin.
   */
  get(id: string): Promise<types.ApiKey>;
  /**
   * Change an API key that is neither revoked nor expired (409 key_not_active). Needs a key without limits, a
   * live key for a live key. Scope: admin.
   */
  update(id: string, body: types.ApiKeyUpdate): Promise<types.ApiKey>;
  /**
   * Revoke an API key. Scope: admin.
   */
  delete(id: string): Promise<void>;
  /**
   * Give an API key a successor, which is shown once. Scope: admin.
   */
  rotate(id: string, body?: types.ApiKeyRotate): Promise<types.ApiKeyCreated>;
}

/** The resource limits. */
export interface LimitsResource {
  /**
   * What a request may hold.
   */
  get(): Promise<types.Limits>;
}

/** The resources of the API. */
export class Resources {
  readonly messages: MessagesResource;
  readonly events: EventsResource;
  readonly stats: StatsResource;
  readonly alerts: AlertsResource;
  readonly reports: ReportsResource;
  readonly templates: TemplatesResource;
  readonly domains: DomainsResource;
  readonly sandbox: SandboxResource;
  readonly suppressions: SuppressionsResource;
  readonly recipients: RecipientsResource;
  readonly ipPools: IpPoolsResource;
  readonly queues: QueuesResource;
  readonly webhooks: WebhooksResource;
  readonly proofKeys: ProofKeysResource;
  readonly accounts: AccountsResource;
  readonly users: UsersResource;
  readonly auditLogs: AuditLogsResource;
  readonly applications: ApplicationsResource;
  readonly apiKeys: ApiKeysResource;
  readonly limits: LimitsResource;
}
