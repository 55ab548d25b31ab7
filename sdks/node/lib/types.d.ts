// Made of docs/openapi.yaml; see sdks/README.md.
// Instants are ISO-8601 strings; answers may have more fields than these.

export interface Accepted {
  message_id: string;
  status: 'queued' | 'scheduled' | (string & {});
  created_at: string | null;
}

export interface Account {
  id: string;
  username: string;
  name: string;
  plan: 'standard' | 'enterprise' | (string & {});
  /**
   * whether its keys manage all accounts
   */
  operator: boolean;
  status: 'active' | 'closed' | (string & {});
  /**
   * the delivery job that carries its mail; for ever the same
   */
  cell: number;
  limits: PlanLimits;
  created_at: string | null;
  closed_at: string | null;
}

export interface AccountCreated {
  id: string;
  username: string;
  name: string;
  plan: 'standard' | 'enterprise' | (string & {});
  /**
   * whether its keys manage all accounts
   */
  operator: boolean;
  status: 'active' | 'closed' | (string & {});
  /**
   * the delivery job that carries its mail; for ever the same
   */
  cell: number;
  limits: PlanLimits;
  created_at: string | null;
  closed_at: string | null;
  /**
   * id of its first application
   */
  application: string;
  /**
   * shown once
   */
  live_key: string;
  /**
   * shown once
   */
  sandbox_key: string;
}

export interface AlertFigures {
  /**
   * slo_burn: how many times faster than it may what may miss the promise is used up
   */
  burn_rate?: number;
  /**
   * slo_burn: of the longer span
   */
  window_seconds?: number;
  /**
   * slo_burn: that ended within the window; stuck_deliveries: that are stuck
   */
  deliveries: number;
  /**
   * slo_burn: of them, too late or failed through our fault
   */
  missed?: number;
  /**
   * slo_burn: of those, failed through our fault
   */
  ours?: number;
  /**
   * stuck_deliveries: when it was the oldest one's turn
   */
  since?: string;
  /**
   * stuck_deliveries: ids of up to 5 of their messages, the oldest first
   */
  messages?: Array<string>;
}

export interface Alert {
  id: string;
  kind: 'slo_burn' | 'stuck_deliveries' | (string & {});
  state: 'open' | 'resolved' | (string & {});
  application: string;
  environment: 'live' | 'sandbox' | (string & {});
  class: 'critical' | 'high' | 'normal' | (string & {});
  /**
   * what is wrong
   */
  sentence: string;
  /**
   * when it was opened, or as they were renewed since; every five minutes while it is open
   */
  figures: AlertFigures;
  opened_at: string | null;
  resolved_at: string | null;
}

export interface ApiKey {
  id?: string;
  name?: string;
  application?: string;
  environment?: 'live' | 'sandbox' | (string & {});
  /**
   * last four characters
   */
  hint?: string;
  revoked?: boolean;
  require_signature?: boolean;
  scopes?: Array<'messages:send' | 'messages:read' | 'templates:read' | 'templates:write' | 'domains:read' | 'domains:write' | 'webhooks:read' | 'webhooks:write' | 'suppressions:read' | 'suppressions:write' | 'stats:read' | 'admin' | (string & {})>;
  domains?: Array<string>;
  templates?: Array<string>;
  sources?: Array<string>;
  /**
   * id of the key that rotation made
   */
  succeeded_by?: string | null;
  created_at?: string | null;
  /**
   * when it ends: it expires, or its successor takes over; null = never
   */
  expires_at?: string | null;
  /**
   * to within ten minutes; null = not known
   */
  last_used_at?: string | null;
}

export interface ApiKeyCreated {
  id?: string;
  name?: string;
  application?: string;
  environment?: 'live' | 'sandbox' | (string & {});
  /**
   * last four characters
   */
  hint?: string;
  revoked?: boolean;
  require_signature?: boolean;
  scopes?: Array<'messages:send' | 'messages:read' | 'templates:read' | 'templates:write' | 'domains:read' | 'domains:write' | 'webhooks:read' | 'webhooks:write' | 'suppressions:read' | 'suppressions:write' | 'stats:read' | 'admin' | (string & {})>;
  domains?: Array<string>;
  templates?: Array<string>;
  sources?: Array<string>;
  /**
   * id of the key that rotation made
   */
  succeeded_by?: string | null;
  created_at?: string | null;
  /**
   * when it ends: it expires, or its successor takes over; null = never
   */
  expires_at?: string | null;
  /**
   * to within ten minutes; null = not known
   */
  last_used_at?: string | null;
  /**
   * shown once
   */
  key: string;
  /**
   * migo_ss_…, with all of its characters the key of the HMAC that signs requests; shown once
   */
  signing_secret: string;
}

export interface Application {
  id?: string;
  name?: string;
  content?: 'auto' | 'full' | 'redacted' | 'none' | (string & {});
  created_at?: string | null;
}

export interface AuditLogResource {
  type: string;
  id: string;
}

export interface AuditLogActor {
  /**
   * user: a person, in the dashboard; system: the product itself, as where it disables a webhook or finds
   * that a domain is verified
   */
  type: 'api_key' | 'user' | 'operator' | 'system' | (string & {});
  /**
   * of the API key or the person; null = of another kind
   */
  id: string | null;
  /**
   * the key's name or the person's e-mail address, as it is now; null = of another kind, or there no more
   */
  name: string | null;
  /**
   * the client's address
   */
  source: string | null;
}

export interface AuditLog {
  id: string;
  at: string | null;
  action: 'created' | 'updated' | 'deleted' | (string & {});
  resource: AuditLogResource;
  /**
   * names of what was set or changed; none where it was deleted
   */
  fields: Array<string>;
  actor: AuditLogActor;
  /**
   * of an import: how many suppressions it added; else null
   */
  count: number | null;
  /**
   * of the product itself: why, such as gone or failing of a webhook, or the status that a look at the DNS
   * gave a domain, as in dns: verified
   */
  request: string;
  request_id: string;
}

export interface BatchResultData {
  status: 'queued' | 'scheduled' | 'refused' | (string & {});
  /**
   * of one that is queued
   */
  message_id?: string;
  created_at?: string | null;
  error?: ProblemPart;
}

export interface BatchResult {
  data: Array<BatchResultData>;
  accepted: number;
  refused: number;
}

export interface Bounce {
  /**
   * of a late_bounce: hard where it is permanent, soft where somebody gave up for the time being
   */
  type?: 'hard' | 'soft' | (string & {});
  category?: string | null;
  smtp_code?: number | null;
  enhanced_code?: string | null;
  diagnostic?: string | null;
  mx?: string | null;
  at?: string | null;
}

export interface CancellationRecipient {
  email: string | null;
  /**
   * in_flight = an attempt was under way and goes on; settled = it had its final outcome, which has no event
   * yet
   */
  result: 'canceled' | 'in_flight' | 'settled' | 'cancel_requested' | 'delivered' | 'bounced' | 'expired' | 'suppressed' | 'failed' | (string & {});
}

export interface Cancellation {
  message_id: string;
  status: 'canceled' | 'partly_canceled' | 'cancel_requested' | (string & {});
  /**
   * empty where this node does not know the message yet
   */
  recipients: Array<CancellationRecipient>;
}

export interface CapturedMailDkim {
  /**
   * pass, or what is wrong
   */
  result: string;
  domain?: string;
  selector?: string;
  algorithm?: string;
  reason?: string | null;
}

export interface CapturedMail {
  id: string;
  message_id: string;
  received_at: string | null;
  return_path: string;
  recipients: Array<string>;
  from: string;
  subject: string;
  /**
   * one for each signature
   */
  dkim: Array<CapturedMailDkim>;
  tls: string | null;
  size: number;
  /**
   * the mail as received; not in lists
   */
  source?: string;
}

export interface ContentMailbox {
  email: string;
  name: string | null;
}

export interface DomainRecord {
  purpose?: 'dkim_rsa' | 'spf' | 'tracking_and_return_path' | 'dkim_ed25519' | 'dkim_rsa_next' | 'dkim_ed25519_next' | 'dkim_rsa_retired' | 'dkim_ed25519_retired' | 'dmarc' | (string & {});
  type?: 'TXT' | 'CNAME' | (string & {});
  name?: string;
  expected?: string;
  required?: boolean;
  /**
   * pending: not looked at yet, or the DNS did not answer
   */
  state?: 'missing' | 'mismatch' | 'pending' | 'verified' | (string & {});
  /**
   * what to do
   */
  hint?: string;
  found?: Array<string>;
  retire_after?: string | null;
}

export interface Domain {
  id?: string;
  name?: string;
  stream?: 'transactional' | 'marketing' | (string & {});
  /**
   * mail may be sent from it
   */
  verified?: boolean;
  /**
   * `pending`: the required records were not seen yet, the DNS is asked again and again. `verified`: they are
   * right and looked at every few hours. `temporary_failure`: they are gone or wrong, mail is still sent,
   * until `fails_at`. `failed`: they were so for 72 hours; mail is refused until they are right again. A DNS
   * that does not answer changes nothing.
   */
  status?: 'pending' | 'verified' | 'temporary_failure' | 'failed' | (string & {});
  records?: Array<DomainRecord>;
  created_at?: string | null;
  verified_at?: string | null;
  checked_at?: string | null;
  failing_since?: string | null;
  fails_at?: string | null;
}

export interface ErasureReceiptErased {
  store: 'events' | 'deliveries' | 'contents' | 'suppressions' | 'feed' | 'webhook_attempts' | (string & {});
  action: 'anonymized' | 'deleted' | 'kept' | 'nothing_personal' | (string & {});
  rows: number;
}

export interface ErasureReceiptSuppression {
  application: string;
  environment: string;
  reason: 'hard_bounce' | 'spam_complaint' | 'unsubscribe' | 'manual' | (string & {});
}

export interface ErasureReceiptDelivery {
  message_id: string;
  application: string;
  environment: string;
  /**
   * not_canceled: its message has other recipients, too; in_flight: it is asked for again at settled_at
   */
  result: 'canceled' | 'cancel_requested' | 'in_flight' | 'settled' | 'not_canceled' | (string & {});
  /**
   * at the latest
   */
  ends_at: string;
}

export interface ErasureReceiptExpiring {
  store: string;
  expires_at: string;
}

export interface ErasureReceiptWebhook {
  id: string;
  url: string;
}

export interface ErasureReceipt {
  /**
   * of the erasure, as audit logs name it; made of a keyed hash, it does not tell the address
   */
  id: string;
  /**
   * what happens later to messages received before is told of erased@erased.invalid
   */
  erased_at: string;
  /**
   * by then all stores have been swept once more, for what was being written at that moment
   */
  settled_at: string;
  /**
   * Each table of the event store. An anonymized row still tells what happened when, so that statistics hold;
   * recipient, subject, tags, metadata, idempotency key, texts of replies and hosts of the recipient are gone
   */
  erased: Array<ErasureReceiptErased>;
  /**
   * Lists that the person stood on; unless kept, they are written to again where an application asks for it
   */
  suppressions: Array<ErasureReceiptSuppression>;
  /**
   * Up to 1000 that had not ended, oldest first
   */
  deliveries: Array<ErasureReceiptDelivery>;
  /**
   * Where the address still is, for nobody to read through the API, and until when at the latest. Backups,
   * savepoints and logs of the operator's own, and topics that the operator set otherwise, are not known here
   */
  expiring: Array<ErasureReceiptExpiring>;
  /**
   * Endpoints of the account that may have been told of the person
   */
  webhooks: Array<ErasureReceiptWebhook>;
}

export interface Event {
  id: string;
  type: 'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {});
  timestamp: string;
  /**
   * a late_bounce has bounce, as the message shows it. a soft_bounce has uncertain: true where the connection
   * broke off between the end of the mail and the reply to it. opened and clicked have machine, true where it
   * was no person's, with machine_reason (prefetch, apple_mail_privacy, image_proxy, scanner, robot,
   * no_user_agent, too_soon), user_agent, and clicked the url
   */
  data: Record<string, unknown>;
}

export interface ExplanationDelivery {
  email?: string | null;
  /**
   * as in the message's story
   */
  status?: string;
  /**
   * accepted = durable, and not yet in the queue: to be rendered, signed and routed
   */
  where?: 'scheduled' | 'accepted' | 'waiting' | 'in_flight' | 'settled' | (string & {});
  /**
   * queue = the queue said so just now; events = it was not asked or did not answer, and this is as old as
   * the last event
   */
  source?: 'queue' | 'events' | (string & {});
  since?: string | null;
  reason?: 'scheduled' | 'arriving' | 'queue' | 'rate' | 'connections' | 'retry' | 'greylisted' | 'throttled' | 'turned_away' | 'unreachable' | 'blocked' | 'egress' | 'dns' | 'no_pool' | 'suspended' | 'restoring' | (string & {}) | null;
  explanation?: string | null;
  /**
   * provider or group of mail hosts
   */
  destination?: string | null;
  pool?: string | null;
  /**
   * the earliest; null = as soon as the limit lets go
   */
  next_attempt_at?: string;
  /**
   * the one under way included
   */
  attempts?: number;
  last_reply?: string | null;
  expires_at?: string | null;
  /**
   * what the destination's queue does as a whole, for this pool; null where nothing of it is known
   */
  queue?: QueueState | null;
}

export interface Explanation {
  message_id: string;
  as_of: string;
  deliveries: Array<ExplanationDelivery>;
}

export interface FieldError {
  /**
   * JSON pointer into the request
   */
  pointer: string;
  code: 'malformed_json' | 'malformed_request' | 'invalid_cursor' | 'missing_api_key' | 'invalid_api_key' | 'signature_required' | 'signature_invalid' | 'signature_expired' | 'signature_replayed' | 'insufficient_scope' | 'domain_not_verified' | 'environment_mismatch' | 'source_not_allowed' | 'domain_not_allowed' | 'template_not_allowed' | 'plan_limit_reached' | 'not_found' | 'content_not_kept' | 'invalid_link' | 'method_not_allowed' | 'invalid_idempotent_request' | 'already_exists' | 'conflict' | 'in_use' | 'last_owner' | 'rotation_in_progress' | 'key_not_active' | 'not_cancelable' | 'delivery_in_flight' | 'delivery_final' | 'webhook_disabled' | 'replay_in_progress' | 'recipient_erased' | 'content_expired' | 'payload_too_large' | 'unsupported_media_type' | 'validation_failed' | 'unknown_field' | 'missing_field' | 'invalid_type' | 'invalid_value' | 'invalid_address' | 'forbidden_character' | 'too_long' | 'too_many' | 'too_many_recipients' | 'header_not_allowed' | 'missing_content' | 'conflicting_content' | 'template_not_found' | 'missing_variable' | 'invalid_template' | 'render_failed' | 'stream_mismatch' | 'no_ip_pool' | 'unsafe_url' | 'rate_limited' | 'internal_error' | 'store_unavailable' | 'busy' | 'shutting_down' | (string & {});
  message: string;
}

export interface IpPoolSuspendedDestination {
  destination: string;
  suspended_at: string | null;
}

export interface IpPoolIpWarmUp {
  /**
   * from 1 on; a day begins at the hour of since
   */
  day: number;
  days: number;
  /**
   * on this day before other addresses of the pool go first
   */
  messages_per_destination: number;
  since: string | null;
  ends_at: string | null;
}

export interface IpPoolIpHold {
  destination?: string;
  reason?: 'scheduled' | 'arriving' | 'queue' | 'rate' | 'connections' | 'retry' | 'greylisted' | 'throttled' | 'turned_away' | 'unreachable' | 'blocked' | 'egress' | 'dns' | 'no_pool' | 'suspended' | 'restoring' | (string & {}) | null;
  until?: string | null;
  refusals?: number;
}

export interface IpPoolIpLast7Days {
  delivered?: number;
  /**
   * attempts that were put off
   */
  soft_bounces?: number;
  hard_bounces?: number;
  /**
   * of the bounces, those that named the address as their cause: its reputation
   */
  ip_refusals?: number;
}

export interface IpPoolIp {
  /**
   * null = the system's choice
   */
  address: string | null;
  ehlo_name: string | null;
  /**
   * nothing leaves from it since then; null = it is used
   */
  suspended_at: string;
  /**
   * the stage of its warm-up; null = it is warm
   */
  warm_up: IpPoolIpWarmUp | null;
  /**
   * destinations that get nothing from this address for now
   */
  holds: Array<IpPoolIpHold>;
  /**
   * what mail servers said to attempts from it; of one pool only
   */
  last_7_days?: IpPoolIpLast7Days;
}

export interface IpPoolRefusalsLast24Hour {
  /**
   * null = there was no reply
   */
  smtp_code: number | null;
  /**
   * attempts that were put off
   */
  soft_bounces: number;
  hard_bounces: number;
}

export interface IpPoolQueueWaiting {
  critical?: number;
  high?: number;
  normal?: number;
}

export interface IpPoolQueueHold {
  /**
   * null = the whole destination
   */
  address?: string | null;
  reason?: 'scheduled' | 'arriving' | 'queue' | 'rate' | 'connections' | 'retry' | 'greylisted' | 'throttled' | 'turned_away' | 'unreachable' | 'blocked' | 'egress' | 'dns' | 'no_pool' | 'suspended' | 'restoring' | (string & {}) | null;
  until?: string | null;
  refusals?: number;
}

export interface IpPoolQueue {
  as_of?: string;
  binding_limit?: 'scheduled' | 'arriving' | 'queue' | 'rate' | 'connections' | 'retry' | 'greylisted' | 'throttled' | 'turned_away' | 'unreachable' | 'blocked' | 'egress' | 'dns' | 'no_pool' | 'suspended' | 'restoring' | (string & {}) | null;
  explanation?: string | null;
  since?: string | null;
  waiting?: IpPoolQueueWaiting;
  in_flight?: number;
  /**
   * when it was the turn of the delivery whose turn has been longest; null = it is nobody's
   */
  oldest_due_at?: string;
  holds?: Array<IpPoolQueueHold>;
  next_turn_at?: string | null;
  /**
   * provider or group of mail hosts
   */
  destination?: string;
}

export interface IpPool {
  id: string;
  account: string;
  /**
   * nothing leaves by it since then; null = it is used
   */
  suspended_at: string;
  /**
   * to which nothing leaves by it
   */
  suspended_destinations: Array<IpPoolSuspendedDestination>;
  stream: 'transactional' | 'marketing' | (string & {});
  environment: 'live' | 'sandbox' | (string & {});
  ips: Array<IpPoolIp>;
  /**
   * deliveries in its queues
   */
  waiting: number;
  in_flight: number;
  /**
   * with which replies mail servers refused attempts, the most frequent first; of one pool only
   */
  refusals_last_24_hours?: Array<IpPoolRefusalsLast24Hour>;
  /**
   * the 100 queues in which most wait; of one pool only
   */
  queues?: Array<IpPoolQueue>;
  created_at: string | null;
}

export interface LatencyData {
  at: string | null;
  group: StatsGroup;
  deliveries: number;
  latency: StageSpreads;
}

export interface Latency {
  from: string;
  to: string;
  interval: 'hour' | 'day' | (string & {}) | null;
  data: Array<LatencyData>;
}

export interface Limits {
  /**
   * what each plan of an account sets
   */
  plans: Record<string, PlanLimits>;
}

export interface MessageTemplate {
  alias?: string;
  version?: number;
}

export interface MessageRecipient {
  email?: string;
  status?: 'scheduled' | 'queued' | 'dispatched' | 'deferred' | 'delivered' | 'bounced' | 'expired' | 'suppressed' | 'canceled' | 'failed' | 'mixed' | (string & {});
  dispatched_at?: string | null;
  accepted_at?: string | null;
  bounce?: Bounce | null;
  code?: string | null;
  detail?: string | null;
}

export interface MessageLatency {
  queue_ms?: number | null;
  render_ms?: number | null;
  dispatch_ms?: number | null;
  accept_ms?: number | null;
  total_ms?: number | null;
}

export interface MessageSla {
  target_ms?: number;
  met?: boolean | null;
  /**
   * what the recipient's side put off; not counted
   */
  deferred_ms?: number;
}

export interface MessageOpens {
  count?: number;
  first_at?: string | null;
  last_at?: string | null;
  machine_count?: number;
}

export interface MessageClicks {
  count?: number;
  first_at?: string | null;
  last_at?: string | null;
  machine_count?: number;
}

export interface MessageAttempt {
  recipient?: string;
  /**
   * rises from attempt to attempt; waiting for the DNS and moving to another destination count too and leave
   * a gap
   */
  attempt?: number;
  outcome?: 'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {});
  dispatched_at?: string | null;
  at?: string | null;
  stage?: string | null;
  smtp_code?: number | null;
  enhanced_code?: string | null;
  response?: string | null;
  mx?: string | null;
  mx_ip?: string | null;
  egress_ip?: string | null;
  tls?: string | null;
  /**
   * coded reason where no reply says it: connect_failed, timeout, connection_lost, uncertain, …
   */
  code?: string | null;
  /**
   * the connection broke off between the end of the mail and the reply to it: the mail may have arrived, and
   * is attempted again
   */
  uncertain?: boolean;
  category?: string | null;
  blame?: string | null;
  retry_at?: string | null;
}

export interface Message {
  message_id: string;
  status: 'scheduled' | 'queued' | 'dispatched' | 'deferred' | 'delivered' | 'bounced' | 'expired' | 'suppressed' | 'canceled' | 'failed' | 'mixed' | (string & {});
  /**
   * recipients by status
   */
  counts: Record<string, number>;
  application: string;
  environment?: string | null;
  from?: string | null;
  subject?: string | null;
  template?: MessageTemplate | null;
  tags?: Array<string>;
  metadata?: Record<string, string>;
  class?: string | null;
  stream?: string | null;
  recipients: Array<MessageRecipient>;
  created_at?: string | null;
  scheduled_at?: string | null;
  received_at?: string | null;
  queued_at?: string | null;
  rendered_at?: string | null;
  dispatched_at?: string | null;
  accepted_at?: string | null;
  latency: MessageLatency;
  sla: MessageSla;
  opens?: MessageOpens;
  clicks?: MessageClicks;
  bounce?: Bounce | null;
  complaint?: boolean;
  complaint_at?: string | null;
  attempts: Array<MessageAttempt>;
  expires_at?: string | null;
}

export interface MessageContentHeader {
  name: string;
  value: string;
}

export interface MessageContentAttachment {
  filename: string;
  content_type: string;
  content_id: string | null;
  size: number | null;
}

export interface MessageContent {
  message_id: string;
  form: 'full' | 'redacted' | (string & {});
  from: ContentMailbox;
  to: Array<ContentMailbox>;
  cc: Array<ContentMailbox>;
  bcc: Array<ContentMailbox>;
  reply_to: Record<string, unknown> | null;
  subject: string | null;
  /**
   * null where there was none, or where a redacted template does not take masked values
   */
  html: string | null;
  text: string | null;
  /**
   * of a message that came by SMTP with a body of its own: the mail as submitted
   */
  source: string | null;
  headers: Array<MessageContentHeader>;
  attachments: Array<MessageContentAttachment>;
  kept_until: string;
}

export interface MessageSummaryTemplate {
  alias?: string;
  version?: number;
}

export interface MessageSummaryRecipient {
  email?: string;
  status?: 'scheduled' | 'queued' | 'dispatched' | 'deferred' | 'delivered' | 'bounced' | 'expired' | 'suppressed' | 'canceled' | 'failed' | 'mixed' | (string & {});
}

export interface MessageSummary {
  message_id: string;
  status: 'scheduled' | 'queued' | 'dispatched' | 'deferred' | 'delivered' | 'bounced' | 'expired' | 'suppressed' | 'canceled' | 'failed' | 'mixed' | (string & {});
  /**
   * recipients by status
   */
  counts: Record<string, number>;
  application: string;
  environment?: string;
  from?: string | null;
  subject?: string | null;
  template?: MessageSummaryTemplate | null;
  tags?: Array<string>;
  metadata?: Record<string, string>;
  class?: string | null;
  stream?: string | null;
  created_at: string;
  scheduled_at?: string | null;
  recipients: Array<MessageSummaryRecipient>;
}

export interface PlanLimits {
  /**
   * for so long the story of a message is kept, by the plan when it was accepted
   */
  retention_days: number;
  /**
   * for so long the content of a message is kept, where its application wants it to be
   */
  content_days: number;
  /**
   * of each API key, at each node
   */
  requests_per_second: number;
  applications: number;
  users: number;
}

/**
 * A Problem of one part of a request, without instance and request_id
 */
export interface ProblemPart {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: 'malformed_json' | 'malformed_request' | 'invalid_cursor' | 'missing_api_key' | 'invalid_api_key' | 'signature_required' | 'signature_invalid' | 'signature_expired' | 'signature_replayed' | 'insufficient_scope' | 'domain_not_verified' | 'environment_mismatch' | 'source_not_allowed' | 'domain_not_allowed' | 'template_not_allowed' | 'plan_limit_reached' | 'not_found' | 'content_not_kept' | 'invalid_link' | 'method_not_allowed' | 'invalid_idempotent_request' | 'already_exists' | 'conflict' | 'in_use' | 'last_owner' | 'rotation_in_progress' | 'key_not_active' | 'not_cancelable' | 'delivery_in_flight' | 'delivery_final' | 'webhook_disabled' | 'replay_in_progress' | 'recipient_erased' | 'content_expired' | 'payload_too_large' | 'unsupported_media_type' | 'validation_failed' | 'unknown_field' | 'missing_field' | 'invalid_type' | 'invalid_value' | 'invalid_address' | 'forbidden_character' | 'too_long' | 'too_many' | 'too_many_recipients' | 'header_not_allowed' | 'missing_content' | 'conflicting_content' | 'template_not_found' | 'missing_variable' | 'invalid_template' | 'render_failed' | 'stream_mismatch' | 'no_ip_pool' | 'unsafe_url' | 'rate_limited' | 'internal_error' | 'store_unavailable' | 'busy' | 'shutting_down' | (string & {});
  message: string;
  errors: Array<FieldError>;
  doc_url: string;
}

export interface PromotedChanges {
  subject?: boolean;
  html?: boolean;
  text?: boolean;
  class?: boolean;
  variables_added?: Array<string>;
  variables_removed?: Array<string>;
  variables_changed?: Array<string>;
}

export interface Promoted {
  application?: string;
  alias?: string;
  from_version?: number;
  /**
   * the number that the version has there
   */
  template_version?: number;
  /**
   * there was no such template there
   */
  created?: boolean;
  /**
   * it is active there already; nothing is written
   */
  identical?: boolean;
  active?: boolean;
  dry_run?: boolean;
  /**
   * against what is active there
   */
  changes?: PromotedChanges;
}

export interface ProofKey {
  kid: string;
  created_at: string | null;
  /**
   * how many keys are published now, this one included
   */
  published: number;
}

export interface ProofsProof {
  recipient: string;
  state: 'scheduled' | 'queued' | 'dispatched' | 'deferred' | 'delivered' | 'bounced' | 'expired' | 'suppressed' | 'canceled' | 'failed' | (string & {});
  /**
   * it has its final outcome
   */
  settled: boolean;
  jws: string;
}

export interface Proofs {
  message_id: string;
  issuer: string;
  jwks_uri: string;
  proofs: Array<ProofsProof>;
}

export interface QueueWaiting {
  critical?: number;
  high?: number;
  normal?: number;
}

export interface QueueHold {
  /**
   * null = the whole destination
   */
  address?: string | null;
  reason?: 'scheduled' | 'arriving' | 'queue' | 'rate' | 'connections' | 'retry' | 'greylisted' | 'throttled' | 'turned_away' | 'unreachable' | 'blocked' | 'egress' | 'dns' | 'no_pool' | 'suspended' | 'restoring' | (string & {}) | null;
  until?: string | null;
  refusals?: number;
}

export interface Queue {
  as_of?: string;
  binding_limit?: 'scheduled' | 'arriving' | 'queue' | 'rate' | 'connections' | 'retry' | 'greylisted' | 'throttled' | 'turned_away' | 'unreachable' | 'blocked' | 'egress' | 'dns' | 'no_pool' | 'suspended' | 'restoring' | (string & {}) | null;
  explanation?: string | null;
  since?: string | null;
  waiting?: QueueWaiting;
  in_flight?: number;
  /**
   * when it was the turn of the delivery whose turn has been longest; null = it is nobody's
   */
  oldest_due_at?: string;
  holds?: Array<QueueHold>;
  next_turn_at?: string | null;
  /**
   * provider or group of mail hosts
   */
  destination?: string;
  pool?: string;
  account?: string;
  stream?: 'transactional' | 'marketing' | (string & {});
  environment?: 'live' | 'sandbox' | (string & {});
}

export interface QueueStateWaiting {
  critical?: number;
  high?: number;
  normal?: number;
}

export interface QueueStateHold {
  /**
   * null = the whole destination
   */
  address?: string | null;
  reason?: 'scheduled' | 'arriving' | 'queue' | 'rate' | 'connections' | 'retry' | 'greylisted' | 'throttled' | 'turned_away' | 'unreachable' | 'blocked' | 'egress' | 'dns' | 'no_pool' | 'suspended' | 'restoring' | (string & {}) | null;
  until?: string | null;
  refusals?: number;
}

export interface QueueState {
  as_of?: string;
  binding_limit?: 'scheduled' | 'arriving' | 'queue' | 'rate' | 'connections' | 'retry' | 'greylisted' | 'throttled' | 'turned_away' | 'unreachable' | 'blocked' | 'egress' | 'dns' | 'no_pool' | 'suspended' | 'restoring' | (string & {}) | null;
  explanation?: string | null;
  since?: string | null;
  waiting?: QueueStateWaiting;
  in_flight?: number;
  /**
   * when it was the turn of the delivery whose turn has been longest; null = it is nobody's
   */
  oldest_due_at?: string;
  holds?: Array<QueueStateHold>;
  next_turn_at?: string | null;
}

export interface Rendered {
  subject?: string;
  html?: string;
  text?: string;
  /**
   * null = of the source that was given
   */
  template_version?: number | null;
}

export interface SlaFiguresOutcomes {
  delivered: number;
  hard_bounced: number;
  expired: number;
  suppressed: number;
  canceled: number;
  failed: number;
  /**
   * not ended yet
   */
  pending: number;
}

export interface SlaFiguresSla {
  target_ms: number;
  met: number;
  /**
   * delivered later
   */
  missed: number;
  /**
   * met of delivered; null where nothing was
   */
  met_share: number | null;
}

export interface SlaFiguresLatency {
  without_deferral: Spread | null;
  total: Spread | null;
}

export interface SlaFiguresDeferral {
  deliveries: number;
  /**
   * all of it together
   */
  total_ms: number;
  latency: Spread | null;
}

export interface SlaFigures {
  messages: number;
  /**
   * one for each recipient
   */
  deliveries: number;
  outcomes: SlaFiguresOutcomes;
  sla: SlaFiguresSla;
  latency: SlaFiguresLatency;
  /**
   * What the recipient's side deferred, of the deliveries that were delivered.
   */
  deferral: SlaFiguresDeferral;
}

export interface SlaReportDataOutcomes {
  delivered: number;
  hard_bounced: number;
  expired: number;
  suppressed: number;
  canceled: number;
  failed: number;
  /**
   * not ended yet
   */
  pending: number;
}

export interface SlaReportDataSla {
  target_ms: number;
  met: number;
  /**
   * delivered later
   */
  missed: number;
  /**
   * met of delivered; null where nothing was
   */
  met_share: number | null;
}

export interface SlaReportDataLatency {
  without_deferral: Spread | null;
  total: Spread | null;
}

export interface SlaReportDataDeferral {
  deliveries: number;
  /**
   * all of it together
   */
  total_ms: number;
  latency: Spread | null;
}

export interface SlaReportData {
  application: string;
  application_name: string | null;
  class: string;
  messages: number;
  /**
   * one for each recipient
   */
  deliveries: number;
  outcomes: SlaReportDataOutcomes;
  sla: SlaReportDataSla;
  latency: SlaReportDataLatency;
  /**
   * What the recipient's side deferred, of the deliveries that were delivered.
   */
  deferral: SlaReportDataDeferral;
}

export interface SlaReport {
  month: string | null;
  from: string;
  to: string;
  generated_at: string;
  data: Array<SlaReportData>;
  total: SlaFigures;
}

/**
 * Milliseconds; null where no delivery tells it.
 */
export interface Spread {
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  max_ms: number;
}

export interface StageSpreads {
  queue: Spread | null;
  render: Spread | null;
  dispatch: Spread | null;
  accept: Spread | null;
  total: Spread | null;
}

export interface StatsData {
  /**
   * where this part of the range begins; null = the range is not cut
   */
  at: string | null;
  group: StatsGroup;
  counts: StatsCounts;
  rates: StatsRates;
}

export interface Stats {
  from: string;
  to: string;
  interval: 'hour' | 'day' | (string & {}) | null;
  data: Array<StatsData>;
}

export interface StatsCounts {
  /**
   * deliveries that were accepted from the sender, one for each recipient; a repeat under an idempotency key
   * is none
   */
  sent: number;
  /**
   * attempts that reached a mail server
   */
  dispatched: number;
  delivered: number;
  soft_bounced: number;
  hard_bounced: number;
  /**
   * deliveries that were delivered and came back; they stay delivered
   */
  late_bounced: number;
  expired: number;
  suppressed: number;
  canceled: number;
  failed: number;
  /**
   * by people, as far as can be told; likewise what follows
   */
  opened: number;
  /**
   * deliveries that were opened
   */
  opened_unique: number;
  clicked: number;
  /**
   * deliveries of which a link was followed
   */
  clicked_unique: number;
  complaints: number;
  unsubscribes: number;
}

/**
 * The dimensions asked for; null = it has none.
 */
export interface StatsGroup {
  application?: string | null;
  class?: string | null;
  stream?: string | null;
  endpoint?: string | null;
  provider?: string | null;
  template?: string | null;
  tag?: string | null;
  domain?: string | null;
  recipient_domain?: string | null;
}

/**
 * Each null where there is nothing to divide by.
 */
export interface StatsRates {
  /**
   * of delivered, hard_bounced, expired and failed together
   */
  delivered: number | null;
  /**
   * of the same
   */
  hard_bounced: number | null;
  /**
   * opened_unique of delivered
   */
  opened: number | null;
  /**
   * clicked_unique of delivered
   */
  clicked: number | null;
  /**
   * of delivered
   */
  complaints: number | null;
  /**
   * of delivered
   */
  unsubscribes: number | null;
}

export interface Suppression {
  /**
   * the same each time that the address is added, until the operator replaces the master key; audit logs name
   * it so
   */
  id: string;
  /**
   * in lower case
   */
  address: string;
  reason: 'hard_bounce' | 'spam_complaint' | 'unsubscribe' | 'manual' | (string & {});
  /**
   * id of the message or of the API key that it came by
   */
  origin: string;
  created_at: string | null;
}

export interface SuppressionsImported {
  /**
   * different addresses
   */
  added: number;
}

export interface Template {
  id?: string;
  alias?: string;
  name?: string;
  kind?: 'template' | 'layout' | 'partial' | (string & {});
  /**
   * null while there are drafts only
   */
  active_version?: number | null;
  latest_version?: number;
  version?: TemplateVersion;
  created_at?: string | null;
  updated_at?: string | null;
}

export interface TemplateCheckError {
  part: 'subject' | 'html' | 'text' | 'layout' | (string & {});
  /**
   * in the source as given, from 1; null = the part as a whole
   */
  line: number | null;
  column: number | null;
  code: string;
  message: string;
}

export interface TemplateCheck {
  valid: boolean;
  errors: Array<TemplateCheckError>;
  variables: Array<TemplateVariable>;
}

/**
 * what the uses of a variable in the source say of it
 */
export interface TemplateVariable {
  /**
   * dotted path
   */
  name?: string;
  /**
   * a send without it is refused
   */
  required?: boolean;
  /**
   * scalar: a text or number that is only printed
   */
  type?: 'scalar' | 'string' | 'number' | 'boolean' | 'date' | 'list' | 'object' | (string & {});
  /**
   * what stands in its place
   */
  default?: unknown | null;
}

export interface TemplateVersionPiece {
  alias?: string;
  version?: number;
}

export interface TemplateVersion {
  number?: number;
  syntax?: string;
  class?: string | null;
  subject?: string;
  html?: string;
  text?: string;
  design?: string | null;
  active?: boolean;
  locale?: string;
  layout?: string | null;
  /**
   * the layout and the partials whose text is in it
   */
  pieces?: Array<TemplateVersionPiece>;
  variables?: Array<TemplateVariable>;
  created_at?: string | null;
}

export interface User {
  id: string;
  email: string;
  name: string;
  role: 'owner' | 'developer' | 'designer' | 'viewer' | (string & {});
  password_set: boolean;
  created_at: string | null;
  updated_at: string | null;
}

export interface Webhook {
  id?: string;
  url?: string;
  environment?: 'live' | 'sandbox' | (string & {});
  enabled?: boolean;
  events?: Array<'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {})>;
  retry?: WebhookRetry;
  /**
   * gone: its endpoint answered 410; failing: every attempt failed for five days. What waited is not kept;
   * POST …/replay sends it again once it is enabled by PATCH. An event webhook_disabled tells the others
   */
  disabled_reason?: 'gone' | 'failing' | (string & {}) | null;
  disabled_at?: string | null;
  /**
   * the one under way
   */
  replay?: WebhookReplay | null;
  created_at?: string | null;
  /**
   * until then an old secret signs too
   */
  old_secret_until?: string | null;
}

export interface WebhookCreated {
  id?: string;
  url?: string;
  environment?: 'live' | 'sandbox' | (string & {});
  enabled?: boolean;
  events?: Array<'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {})>;
  retry?: WebhookRetry;
  /**
   * gone: its endpoint answered 410; failing: every attempt failed for five days. What waited is not kept;
   * POST …/replay sends it again once it is enabled by PATCH. An event webhook_disabled tells the others
   */
  disabled_reason?: 'gone' | 'failing' | (string & {}) | null;
  disabled_at?: string | null;
  /**
   * the one under way
   */
  replay?: WebhookReplay | null;
  created_at?: string | null;
  /**
   * until then an old secret signs too
   */
  old_secret_until?: string | null;
  /**
   * whsec_…, shown once
   */
  secret: string;
}

export interface WebhookDelivery {
  id: string;
  /**
   * as in the header webhook-id
   */
  event_id: string;
  /**
   * null where the event is not retained any more
   */
  event_type: string | null;
  message_id: string | null;
  /**
   * 0: it was not sent yet, as too many events waited (queue_full); it is once there is room
   */
  attempt: number;
  result: 'succeeded' | 'failed' | (string & {});
  /**
   * HTTP status; null where no reply came
   */
  status: number | null;
  /**
   * such as timeout, dns_failed, connect_failed, connection_failed, tls_failed, target_refused, webhook_gone,
   * queue_full
   */
  error: string | null;
  duration_ms: number;
  at: string;
}

export interface WebhookReplay {
  id: string;
  from: string | null;
  to: string | null;
  events: Array<'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {})>;
  requested_at: string | null;
}

export interface WebhookReplayed {
  id: string;
  from: string | null;
  to: string | null;
  events: Array<'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {})>;
  requested_at: string | null;
  webhook_id: string;
  /**
   * about so many, as far as they are stored by now
   */
  estimated_events: number;
  status: 'queued' | (string & {});
}

export interface WebhookRetried {
  webhook_id: string;
  event_id: string;
  status: 'queued' | (string & {});
}

/**
 * How often an event is offered to an endpoint that does not take it; without it 5 s, 5 min, 30 min, 2 h, 5
 * h, 10 h, 14 h, 20 h, 24 h.
 */
export interface WebhookRetry {
  /**
   * seconds between attempts, up to a tenth is added to each; the last one repeats
   */
  schedule?: Array<number>;
  /**
   * default: one more than the schedule has waits
   */
  max_attempts?: number;
  /**
   * seconds from its timestamp after which an event is not offered again; default: no such bound
   */
  max_age?: number;
}

export interface WebhookTested {
  event_id: string;
  event_type: 'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {});
  /**
   * the status was 2xx
   */
  succeeded: boolean;
  status: number | null;
  error: string | null;
  duration_ms: number;
  /**
   * up to its first 1000 octets
   */
  response_body: string;
}

export interface WindowFiguresCounts {
  /**
   * deliveries that were accepted from the sender, one for each recipient; a repeat under an idempotency key
   * takes back what it added
   */
  sent: number;
  dispatched: number;
  delivered: number;
  soft_bounced: number;
  hard_bounced: number;
  /**
   * reports of mail that was delivered and came back
   */
  late_bounced: number;
  expired: number;
  suppressed: number;
  canceled: number;
  failed: number;
  /**
   * by people, as far as can be told, each time; likewise clicked
   */
  opened: number;
  clicked: number;
  complaints: number;
  unsubscribes: number;
  /**
   * deliveries that were accepted by a mail server and whose time is known
   */
  measured: number;
  /**
   * of those, within the promised time, not counting what the recipient's side deferred
   */
  met: number;
  /**
   * attempts and deliveries that failed through our own fault
   */
  ours: number;
}

export interface WindowFigures {
  counts: WindowFiguresCounts;
  latency: StageSpreads;
}

/**
 * The dimensions asked for; null = it has none.
 */
export interface WindowGroup {
  application?: string | null;
  class?: string | null;
  provider?: string | null;
  endpoint?: string | null;
  egress_ip?: string | null;
}

export interface WindowsDataCounts {
  /**
   * deliveries that were accepted from the sender, one for each recipient; a repeat under an idempotency key
   * takes back what it added
   */
  sent: number;
  dispatched: number;
  delivered: number;
  soft_bounced: number;
  hard_bounced: number;
  /**
   * reports of mail that was delivered and came back
   */
  late_bounced: number;
  expired: number;
  suppressed: number;
  canceled: number;
  failed: number;
  /**
   * by people, as far as can be told, each time; likewise clicked
   */
  opened: number;
  clicked: number;
  complaints: number;
  unsubscribes: number;
  /**
   * deliveries that were accepted by a mail server and whose time is known
   */
  measured: number;
  /**
   * of those, within the promised time, not counting what the recipient's side deferred
   */
  met: number;
  /**
   * attempts and deliveries that failed through our own fault
   */
  ours: number;
}

export interface WindowsData {
  /**
   * where this part of the range begins; null = the range is not cut
   */
  at: string | null;
  group: WindowGroup;
  counts: WindowsDataCounts;
  latency: StageSpreads;
}

export interface Windows {
  from: string;
  to: string;
  interval: 'minute' | 'hour' | 'day' | (string & {}) | null;
  data: Array<WindowsData>;
  total: WindowFigures;
}

export interface AccountCreate {
  /**
   * SMTP user name, unique; it cannot be changed
   */
  username: string;
  /**
   * default: the username
   */
  name?: string;
  plan?: 'standard' | 'enterprise' | (string & {});
  /**
   * the delivery job that carries its mail; default: that with the fewest accounts; it cannot be changed
   */
  cell?: number;
}

export interface AccountUpdate {
  name?: string;
  plan?: 'standard' | 'enterprise' | (string & {});
  status?: 'active' | 'closed' | (string & {});
}

export interface ApiKeyCreate {
  name: string;
  /**
   * default: the key's own
   */
  application?: string;
  environment?: 'live' | 'sandbox' | (string & {});
  scopes: Array<'messages:send' | 'messages:read' | 'templates:read' | 'templates:write' | 'domains:read' | 'domains:write' | 'webhooks:read' | 'webhooks:write' | 'suppressions:read' | 'suppressions:write' | 'stats:read' | 'admin' | (string & {})>;
  expires_at?: string;
  /**
   * sending domains of the account; the key may send from these and what is below them. Empty = from all
   */
  domains?: Array<string>;
  /**
   * aliases of the application; the key may send these templates and nothing else. Empty = anything
   */
  templates?: Array<string>;
  /**
   * addresses and CIDR blocks from which the key may be used, over REST and SMTP. Empty = from anywhere
   */
  sources?: Array<string>;
  /**
   * whether the key takes signed requests only; it is of no use over SMTP then
   */
  require_signature?: boolean;
}

export interface ApiKeyRotate {
  /**
   * how long the key goes on beside its successor
   */
  overlap_seconds?: number;
}

export interface ApiKeyUpdate {
  name?: string;
  scopes?: Array<'messages:send' | 'messages:read' | 'templates:read' | 'templates:write' | 'domains:read' | 'domains:write' | 'webhooks:read' | 'webhooks:write' | 'suppressions:read' | 'suppressions:write' | 'stats:read' | 'admin' | (string & {})>;
  /**
   * null = never, but for its successor's turn
   */
  expires_at?: string | null;
  /**
   * as of ApiKeyCreate; so are the next three
   */
  domains?: Array<string>;
  templates?: Array<string>;
  sources?: Array<string>;
  require_signature?: boolean;
}

export interface ApplicationCreate {
  name: string;
  content?: 'auto' | 'full' | 'redacted' | 'none' | (string & {});
}

export interface ApplicationUpdate {
  name?: string;
  content?: 'auto' | 'full' | 'redacted' | 'none' | (string & {});
}

export interface Batch {
  messages: Array<Send>;
}

export interface DomainCreate {
  name: string;
  stream?: 'transactional' | 'marketing' | (string & {});
}

export interface IpPoolCreateIp {
  /**
   * IPv4 or IPv6; each belongs to one pool
   */
  address: string;
  /**
   * its name in EHLO, which its PTR record should hold; default: the node's
   */
  ehlo_name?: string;
  /**
   * whether mail servers are to get to know it little by little: over 14 days each destination gets 50 mails
   * a day from it, 100, 200 and so on, and the rest from the pool's other addresses. Nothing waits for it:
   * where all have sent their share, they send on. Default: yes for an address that comes to the pool, else
   * as it is
   */
  warm_up?: boolean;
}

export interface IpPoolCreate {
  /**
   * default: the key's own
   */
  account?: string;
  stream?: 'transactional' | 'marketing' | (string & {});
  environment?: 'live' | 'sandbox' | (string & {});
  ips: Array<IpPoolCreateIp>;
}

/**
 * one of them; neither = the whole pool
 */
export interface IpPoolPart {
  /**
   * one of its addresses
   */
  address?: string;
  /**
   * provider or group of mail hosts, as /v1/queues and explain name it
   */
  destination?: string;
}

export interface IpPoolUpdateIp {
  /**
   * IPv4 or IPv6; each belongs to one pool
   */
  address: string;
  /**
   * its name in EHLO, which its PTR record should hold; default: the node's
   */
  ehlo_name?: string;
  /**
   * whether mail servers are to get to know it little by little: over 14 days each destination gets 50 mails
   * a day from it, 100, 200 and so on, and the rest from the pool's other addresses. Nothing waits for it:
   * where all have sent their share, they send on. Default: yes for an address that comes to the pool, else
   * as it is
   */
  warm_up?: boolean;
}

export interface IpPoolUpdate {
  ips?: Array<IpPoolUpdateIp>;
}

export interface Promote {
  /**
   * id of another application of the account
   */
  application: string;
  /**
   * default: the active one
   */
  version?: number;
  /**
   * false = it arrives as a draft
   */
  activate?: boolean;
  /**
   * nothing is written
   */
  dry_run?: boolean;
}

export interface RenderRequest {
  variables?: Record<string, unknown>;
  /**
   * default: the active one, else the latest
   */
  version?: number;
  /**
   * rendered in place of a version, without being published; there need be no such template
   */
  source?: TemplateSource;
}

export interface Mailbox {
  email: string;
  name?: string;
}

export interface SendAttachment {
  filename: string;
  content: string;
  content_type?: string;
  content_id?: string;
}

/**
 * Either `template` with `variables`, or `subject` with `html`, `text` or both. to, cc and bcc have at most
 * 50 addresses together.
 */
export interface Send {
  to: string | Mailbox | Array<string | Mailbox>;
  cc?: string | Mailbox | Array<string | Mailbox>;
  bcc?: string | Mailbox | Array<string | Mailbox>;
  from: string | Mailbox;
  reply_to?: string | Mailbox;
  subject?: string;
  html?: string;
  text?: string;
  /**
   * alias
   */
  template?: string;
  /**
   * default: the active one
   */
  template_version?: number;
  variables?: Record<string, unknown>;
  stream?: 'transactional' | 'marketing' | (string & {});
  headers?: Record<string, string>;
  attachments?: Array<SendAttachment>;
  tags?: Array<string>;
  /**
   * never put into the mail
   */
  metadata?: Record<string, string>;
  class?: 'critical' | 'high' | 'normal' | (string & {});
  /**
   * seconds from the send, or from scheduled_at; what is not delivered by then is not delivered
   */
  expires_in?: number;
  /**
   * an invisible image at the end of the HTML part tells of each opening. Opens by machines, as those of
   * Apple Mail Privacy Protection and of Gmail's image proxy, are told apart
   */
  track_opens?: boolean;
  /**
   * links of the HTML part lead over us to where they led, and each click is told. Links to other than http
   * and https, links in comments, and links with `data-migo-track="off"` stay as they are
   */
  track_clicks?: boolean;
  /**
   * adds `List-Unsubscribe` and `List-Unsubscribe-Post` (RFC 8058), signed: mail programs show a button, and
   * whoever uses it is put on the suppression list. By default true for marketing mail that brings no such
   * header, else false
   */
  list_unsubscribe?: boolean;
  /**
   * with a sandbox key only: what is to become of the mail. Without it the recipient says so, by the part
   * before `@` and any `+label`, in any domain; other recipients take the mail. hardbounce: the mailbox does
   * not exist. softbounce: it is full at the first attempt. complaint, opened, unsubscribe: delivered, and
   * that follows. suppressed: as if on the list. slow: the mail server needs 5 seconds. Nothing of it puts
   * anybody on the suppression list.
   */
  sandbox_result?: 'delivered' | 'hardbounce' | 'softbounce' | 'complaint' | 'opened' | 'unsubscribe' | 'suppressed' | 'slow' | (string & {});
  /**
   * when to send it, at most 30 days ahead, with its zone; it is rendered and signed then, and may be
   * canceled before. A time that has passed (by 24 hours at most) is now.
   */
  scheduled_at?: string;
}

export interface SuppressionAdd {
  address: string;
  reason?: 'hard_bounce' | 'spam_complaint' | 'unsubscribe' | 'manual' | (string & {});
}

export interface SuppressionImport {
  suppressions: Array<SuppressionAdd>;
}

export interface TemplateCreate {
  alias: string;
  kind?: 'template' | 'layout' | 'partial' | (string & {});
  name?: string;
  /**
   * of templates
   */
  subject?: string;
  html?: string;
  /**
   * default: derived from the HTML
   */
  text?: string;
  syntax?: 'freemarker' | 'mustache' | 'html' | (string & {});
  /**
   * language tag; format_date, format_number, format_currency and their like write as it does
   */
  locale?: string;
  /**
   * alias of a published layout of the application; its text and that of partials goes into this version
   */
  layout?: string;
  class?: 'critical' | 'high' | 'normal' | (string & {});
  /**
   * false = a draft, which is not sent until it is activated
   */
  activate?: boolean;
  design?: string | null;
}

export interface TemplateSource {
  /**
   * of templates
   */
  subject?: string;
  html?: string;
  /**
   * default: derived from the HTML
   */
  text?: string;
  syntax?: 'freemarker' | 'mustache' | 'html' | (string & {});
  kind?: 'template' | 'layout' | 'partial' | (string & {});
  /**
   * language tag; format_date, format_number, format_currency and their like write as it does
   */
  locale?: string;
  /**
   * alias of a published layout of the application; its text and that of partials goes into this version
   */
  layout?: string;
  class?: 'critical' | 'high' | 'normal' | (string & {});
}

export interface TemplateVersionCreate {
  /**
   * of templates
   */
  subject?: string;
  html?: string;
  /**
   * default: derived from the HTML
   */
  text?: string;
  syntax?: 'freemarker' | 'mustache' | 'html' | (string & {});
  /**
   * language tag; format_date, format_number, format_currency and their like write as it does
   */
  locale?: string;
  /**
   * alias of a published layout of the application; its text and that of partials goes into this version
   */
  layout?: string;
  class?: 'critical' | 'high' | 'normal' | (string & {});
  activate?: boolean;
  design?: string | null;
}

export interface UserCreate {
  /**
   * unique within the account, whatever its case
   */
  email: string;
  name?: string;
  role: 'owner' | 'developer' | 'designer' | 'viewer' | (string & {});
  /**
   * kept as an Argon2id hash and never shown
   */
  password?: string;
}

export interface UserUpdate {
  email?: string;
  name?: string;
  role?: 'owner' | 'developer' | 'designer' | 'viewer' | (string & {});
  password?: string;
}

export interface WebhookCreate {
  url: string;
  /**
   * default: all
   */
  events?: Array<'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {})>;
  retry?: WebhookRetry;
}

export interface WebhookReplayCreate {
  /**
   * of the events' timestamps; not before the plan's retention
   */
  from: string;
  /**
   * default: now
   */
  to?: string;
  /**
   * of these types only; default: whatever the webhook subscribes to
   */
  events?: Array<'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {})>;
}

export interface WebhookSecretRotate {
  /**
   * how long the old secret signs beside the new one
   */
  overlap_seconds?: number;
}

export interface WebhookTest {
  event?: 'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {});
}

export interface WebhookUpdate {
  url?: string;
  events?: Array<'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {})>;
  retry?: WebhookRetry;
  enabled?: boolean;
}

/**
 * What messages.search may ask for.
 */
export interface SearchMessagesQuery {
  /**
   * address of a recipient, in any case
   */
  recipient?: string;
  /**
   * where a delivery stands now; with recipient, that recipient's: scheduled, queued, dispatched, deferred,
   * delivered, bounced, expired, suppressed, canceled or failed. Any of several, separated by commas or
   * repeated
   */
  status?: string;
  /**
   * address of the sender, in any case
   */
  from?: string;
  /**
   * words that the subject has all of, in any order and case
   */
  subject?: string;
  /**
   * alias of the template
   */
  template?: string;
  /**
   * may be repeated; all are needed
   */
  tag?: Array<string>;
  /**
   * key=value; may be repeated; all are needed
   */
  metadata?: Array<string>;
  class?: 'critical' | 'high' | 'normal' | (string & {});
  /**
   * any other than the key's own has no messages
   */
  application?: string;
  /**
   * received at or after
   */
  since?: string;
  /**
   * received before
   */
  until?: string;
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What messages.list_events may ask for.
 */
export interface ListMessageEventsQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What messages.content may ask for.
 */
export interface GetMessageContentQuery {
  /**
   * default: what Accept prefers of application/json and message/rfc822, else json
   */
  format?: 'json' | 'mime' | (string & {});
  /**
   * whose mail, in the format mime; default: that of the first recipient. They differ where each has links of
   * its own
   */
  recipient?: string;
}

/**
 * What events.list may ask for.
 */
export interface ListEventsQuery {
  /**
   * may be repeated; any of them
   */
  type?: Array<'scheduled' | 'queued' | 'dispatched' | 'delivered' | 'soft_bounce' | 'hard_bounce' | 'late_bounce' | 'opened' | 'clicked' | 'spam_complaint' | 'unsubscribe' | 'suppressed' | 'expired' | 'canceled' | 'failed' | 'replayed' | 'webhook_disabled' | 'alert_opened' | 'alert_resolved' | (string & {})>;
  /**
   * where no cursor is given: from what was stored at this instant on; default: from the first that is
   * retained
   */
  since?: string;
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What stats.get may ask for.
 */
export interface GetStatsQuery {
  /**
   * at or after; default: seven days before to. A range has at most 366 days, by the hour 31
   */
  from?: string;
  /**
   * before; default: now
   */
  to?: string;
  /**
   * cuts the range into hours or days of UTC; default: it is one
   */
  interval?: 'hour' | 'day' | (string & {});
  /**
   * up to three, separated by commas or repeated: application, class, stream, endpoint, provider, template,
   * tag, domain (of the sender), recipient_domain
   */
  group_by?: string;
  /**
   * default: the key's own, with the scope admin all of the account; any other has nothing
   */
  application?: string;
  class?: 'critical' | 'high' | 'normal' | (string & {});
  stream?: 'transactional' | 'marketing' | (string & {});
  /**
   * by which door the message came
   */
  endpoint?: 'rest' | 'smtp' | (string & {});
  /**
   * destination group, as events tell it: google, or mx: and the hosts
   */
  provider?: string;
  /**
   * alias of the template
   */
  template?: string;
  tag?: string;
  /**
   * of the sender's address
   */
  domain?: string;
  recipient_domain?: string;
}

/**
 * What stats.latency may ask for.
 */
export interface GetLatencyQuery {
  /**
   * at or after; default: seven days before to. A range has at most 366 days, by the hour 31
   */
  from?: string;
  /**
   * before; default: now
   */
  to?: string;
  /**
   * cuts the range into hours or days of UTC; default: it is one
   */
  interval?: 'hour' | 'day' | (string & {});
  /**
   * up to three, separated by commas or repeated: application, class, stream, endpoint, provider, template,
   * tag, domain (of the sender), recipient_domain
   */
  group_by?: string;
  /**
   * default: the key's own, with the scope admin all of the account; any other has nothing
   */
  application?: string;
  class?: 'critical' | 'high' | 'normal' | (string & {});
  stream?: 'transactional' | 'marketing' | (string & {});
  /**
   * by which door the message came
   */
  endpoint?: 'rest' | 'smtp' | (string & {});
  /**
   * destination group, as events tell it: google, or mx: and the hosts
   */
  provider?: string;
  /**
   * alias of the template
   */
  template?: string;
  tag?: string;
  /**
   * of the sender's address
   */
  domain?: string;
  recipient_domain?: string;
}

/**
 * What stats.windows may ask for.
 */
export interface GetWindowsQuery {
  /**
   * at or after; default: a day before to. A range has at most 366 days, by the hour 31, by the minute one
   */
  from?: string;
  /**
   * before; default: now
   */
  to?: string;
  /**
   * cuts the range into minutes, hours or days of UTC; default: it is one
   */
  interval?: 'minute' | 'hour' | 'day' | (string & {});
  /**
   * up to three, separated by commas or repeated: application, class, provider, endpoint, egress_ip
   */
  group_by?: string;
  /**
   * default: the key's own, with the scope admin all of the account; any other has nothing
   */
  application?: string;
  class?: 'critical' | 'high' | 'normal' | (string & {});
  /**
   * destination group, as events tell it: google, or mx: and the hosts
   */
  provider?: string;
  /**
   * by which door the message came
   */
  endpoint?: 'rest' | 'smtp' | (string & {});
  /**
   * the address from which attempts were made
   */
  egress_ip?: string;
}

/**
 * What alerts.list may ask for.
 */
export interface ListAlertsQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
  state?: 'open' | 'resolved' | (string & {});
  /**
   * default: the key's own, with the scope admin all of the account; any other has nothing
   */
  application?: string;
}

/**
 * What reports.sla may ask for.
 */
export interface GetSlaReportQuery {
  /**
   * of UTC; default: the present one. Not together with from and to
   */
  month?: string;
  /**
   * instead of a month: at or after. At most 366 days before to
   */
  from?: string;
  /**
   * before; default: now
   */
  to?: string;
  /**
   * default: the key's own, with the scope admin all of the account; any other has nothing
   */
  application?: string;
  class?: 'critical' | 'high' | 'normal' | (string & {});
  /**
   * default: what Accept prefers of application/json and text/csv, else json
   */
  format?: 'json' | 'csv' | (string & {});
}

/**
 * What templates.list may ask for.
 */
export interface ListTemplatesQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What templates.list_versions may ask for.
 */
export interface ListTemplateVersionsQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What domains.list may ask for.
 */
export interface ListDomainsQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What sandbox.list_messages may ask for.
 */
export interface ListSandboxMessagesQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What suppressions.list may ask for.
 */
export interface ListSuppressionsQuery {
  address?: string;
  reason?: 'hard_bounce' | 'spam_complaint' | 'unsubscribe' | 'manual' | (string & {});
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What recipients.erase may ask for.
 */
export interface EraseRecipientQuery {
  /**
   * Whether suppression lists keep the address, so that the person is not written to again
   */
  suppressions?: 'erase' | 'keep' | (string & {});
}

/**
 * What ip_pools.list may ask for.
 */
export interface ListIpPoolsQuery {
  /**
   * another account's, for live keys of the operator's
   */
  account?: string;
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What queues.list may ask for.
 */
export interface ListQueuesQuery {
  /**
   * of this account only; a key sees its own account and environment, a live one of the operator's
   * everybody's
   */
  account?: string;
  /**
   * of this pool only
   */
  pool?: string;
  /**
   * of this provider or group of mail hosts only
   */
  destination?: string;
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What webhooks.list may ask for.
 */
export interface ListWebhooksQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What webhooks.list_deliveries may ask for.
 */
export interface ListWebhookDeliveriesQuery {
  result?: 'succeeded' | 'failed' | (string & {});
  /**
   * the id of one event
   */
  event?: string;
  /**
   * the id of a message: attempts at its events only
   */
  message?: string;
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What accounts.list may ask for.
 */
export interface ListAccountsQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What users.list may ask for.
 */
export interface ListUsersQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What audit_logs.list may ask for.
 */
export interface ListAuditLogsQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
  /**
   * id of a resource, or a kind of them: account, user, application, api_key, domain, template,
   * template_version, webhook, ip_pool, suppression, proof_keyring; an import is of suppression_list, with
   * the id of the application, and a link to choose a password, which the dashboard makes, of invitation,
   * with the id of its person
   */
  resource?: string;
  /**
   * id of the API key that asked for the change; operator = one of the operator's, system = the product
   * itself
   */
  actor?: string;
  /**
   * not before this instant
   */
  since?: string;
  /**
   * before this instant
   */
  until?: string;
  /**
   * default: the key's own; the operator may read any
   */
  account?: string;
}

/**
 * What applications.list may ask for.
 */
export interface ListApplicationsQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
}

/**
 * What api_keys.list may ask for.
 */
export interface ListApiKeysQuery {
  limit?: number;
  /**
   * next_cursor of the page before
   */
  cursor?: string;
  /**
   * default: the key's own
   */
  application?: string;
}
