<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail;

/**
 * What requests hold and answers bring. Instants are ISO-8601 strings; answers may have more fields than these.
 *
 * @phpstan-type Accepted array{message_id: string, status: string, created_at: string|null}
 * @phpstan-type Account array{id: string, username: string, name: string, plan: string, operator: bool, status: string, cell: int, limits: PlanLimits, created_at: string|null, closed_at: string|null}
 * @phpstan-type AccountCreated array{id: string, username: string, name: string, plan: string, operator: bool, status: string, cell: int, limits: PlanLimits, created_at: string|null, closed_at: string|null, application: string, live_key: string, sandbox_key: string}
 * @phpstan-type AlertFigures array{burn_rate?: float, window_seconds?: int, deliveries: int, missed?: int, ours?: int, since?: string, messages?: list<string>}
 * @phpstan-type Alert array{id: string, kind: string, state: string, application: string, environment: string, class: string, sentence: string, figures: AlertFigures, opened_at: string|null, resolved_at: string|null}
 * @phpstan-type ApiKey array{id?: string, name?: string, application?: string, environment?: string, hint?: string, revoked?: bool, require_signature?: bool, scopes?: list<string>, domains?: list<string>, templates?: list<string>, sources?: list<string>, succeeded_by?: string|null, created_at?: string|null, expires_at?: string|null, last_used_at?: string|null}
 * @phpstan-type ApiKeyCreated array{id?: string, name?: string, application?: string, environment?: string, hint?: string, revoked?: bool, require_signature?: bool, scopes?: list<string>, domains?: list<string>, templates?: list<string>, sources?: list<string>, succeeded_by?: string|null, created_at?: string|null, expires_at?: string|null, last_used_at?: string|null, key: string, signing_secret: string}
 * @phpstan-type Application array{id?: string, name?: string, content?: string, created_at?: string|null}
 * @phpstan-type AuditLogResource array{type: string, id: string}
 * @phpstan-type AuditLogActor array{type: string, id: string|null, name: string|null, source: string|null}
 * @phpstan-type AuditLog array{id: string, at: string|null, action: string, resource: AuditLogResource, fields: list<string>, actor: AuditLogActor, count: int|null, request: string, request_id: string}
 * @phpstan-type BatchResultData array{status: string, message_id?: string, created_at?: string|null, error?: ProblemPart}
 * @phpstan-type BatchResult array{data: list<BatchResultData>, accepted: int, refused: int}
 * @phpstan-type Bounce array{type?: string, category?: string|null, smtp_code?: int|null, enhanced_code?: string|null, diagnostic?: string|null, mx?: string|null, at?: string|null}
 * @phpstan-type CancellationRecipient array{email: string|null, result: string}
 * @phpstan-type Cancellation array{message_id: string, status: string, recipients: list<CancellationRecipient>}
 * @phpstan-type CapturedMailDkim array{result: string, domain?: string, selector?: string, algorithm?: string, reason?: string|null}
 * @phpstan-type CapturedMail array{id: string, message_id: string, received_at: string|null, return_path: string, recipients: list<string>, from: string, subject: string, dkim: list<CapturedMailDkim>, tls: string|null, size: int, source?: string}
 * @phpstan-type ContentMailbox array{email: string, name: string|null}
 * @phpstan-type DomainRecord array{purpose?: string, type?: string, name?: string, expected?: string, required?: bool, state?: string, hint?: string, found?: list<string>, retire_after?: string|null}
 * @phpstan-type Domain array{id?: string, name?: string, stream?: string, verified?: bool, status?: string, records?: list<DomainRecord>, created_at?: string|null, verified_at?: string|null, checked_at?: string|null, failing_since?: string|null, fails_at?: string|null}
 * @phpstan-type ErasureReceiptErased array{store: string, action: string, rows: int}
 * @phpstan-type ErasureReceiptSuppression array{application: string, environment: string, reason: string}
 * @phpstan-type ErasureReceiptDelivery array{message_id: string, application: string, environment: string, result: string, ends_at: string}
 * @phpstan-type ErasureReceiptExpiring array{store: string, expires_at: string}
 * @phpstan-type ErasureReceiptWebhook array{id: string, url: string}
 * @phpstan-type ErasureReceipt array{id: string, erased_at: string, settled_at: string, erased: list<ErasureReceiptErased>, suppressions: list<ErasureReceiptSuppression>, deliveries: list<ErasureReceiptDelivery>, expiring: list<ErasureReceiptExpiring>, webhooks: list<ErasureReceiptWebhook>}
 * @phpstan-type Event array{id: string, type: string, timestamp: string, data: array<string, mixed>}
 * @phpstan-type ExplanationDelivery array{email?: string|null, status?: string, where?: string, source?: string, since?: string|null, reason?: string|null, explanation?: string|null, destination?: string|null, pool?: string|null, next_attempt_at?: string, attempts?: int, last_reply?: string|null, expires_at?: string|null, queue?: QueueState|null}
 * @phpstan-type Explanation array{message_id: string, as_of: string, deliveries: list<ExplanationDelivery>}
 * @phpstan-type FieldError array{pointer: string, code: string, message: string}
 * @phpstan-type IpPoolSuspendedDestination array{destination: string, suspended_at: string|null}
 * @phpstan-type IpPoolIpWarmUp array{day: int, days: int, messages_per_destination: int, since: string|null, ends_at: string|null}
 * @phpstan-type IpPoolIpHold array{destination?: string, reason?: string|null, until?: string|null, refusals?: int}
 * @phpstan-type IpPoolIpLast7Days array{delivered?: int, soft_bounces?: int, hard_bounces?: int, ip_refusals?: int}
 * @phpstan-type IpPoolIp array{address: string|null, ehlo_name: string|null, suspended_at: string, warm_up: IpPoolIpWarmUp|null, holds: list<IpPoolIpHold>, last_7_days?: IpPoolIpLast7Days}
 * @phpstan-type IpPoolRefusalsLast24Hour array{smtp_code: int|null, soft_bounces: int, hard_bounces: int}
 * @phpstan-type IpPoolQueueWaiting array{critical?: int, high?: int, normal?: int}
 * @phpstan-type IpPoolQueueHold array{address?: string|null, reason?: string|null, until?: string|null, refusals?: int}
 * @phpstan-type IpPoolQueue array{as_of?: string, binding_limit?: string|null, explanation?: string|null, since?: string|null, waiting?: IpPoolQueueWaiting, in_flight?: int, oldest_due_at?: string, holds?: list<IpPoolQueueHold>, next_turn_at?: string|null, destination?: string}
 * @phpstan-type IpPool array{id: string, account: string, suspended_at: string, suspended_destinations: list<IpPoolSuspendedDestination>, stream: string, environment: string, ips: list<IpPoolIp>, waiting: int, in_flight: int, refusals_last_24_hours?: list<IpPoolRefusalsLast24Hour>, queues?: list<IpPoolQueue>, created_at: string|null}
 * @phpstan-type LatencyData array{at: string|null, group: StatsGroup, deliveries: int, latency: StageSpreads}
 * @phpstan-type Latency array{from: string, to: string, interval: string|null, data: list<LatencyData>}
 * @phpstan-type Limits array{plans: array<string, PlanLimits>}
 * @phpstan-type MessageTemplate array{alias?: string, version?: int}
 * @phpstan-type MessageRecipient array{email?: string, status?: string, dispatched_at?: string|null, accepted_at?: string|null, bounce?: Bounce|null, code?: string|null, detail?: string|null}
 * @phpstan-type MessageLatency array{queue_ms?: int|null, render_ms?: int|null, dispatch_ms?: int|null, accept_ms?: int|null, total_ms?: int|null}
 * @phpstan-type MessageSla array{target_ms?: int, met?: bool|null, deferred_ms?: int}
 * @phpstan-type MessageOpens array{count?: int, first_at?: string|null, last_at?: string|null, machine_count?: int}
 * @phpstan-type MessageClicks array{count?: int, first_at?: string|null, last_at?: string|null, machine_count?: int}
 * @phpstan-type MessageAttempt array{recipient?: string, attempt?: int, outcome?: string, dispatched_at?: string|null, at?: string|null, stage?: string|null, smtp_code?: int|null, enhanced_code?: string|null, response?: string|null, mx?: string|null, mx_ip?: string|null, egress_ip?: string|null, tls?: string|null, code?: string|null, uncertain?: bool, category?: string|null, blame?: string|null, retry_at?: string|null}
 * @phpstan-type Message array{message_id: string, status: string, counts: array<string, int>, application: string, environment?: string|null, from?: string|null, subject?: string|null, template?: MessageTemplate|null, tags?: list<string>, metadata?: array<string, string>, class?: string|null, stream?: string|null, recipients: list<MessageRecipient>, created_at?: string|null, scheduled_at?: string|null, received_at?: string|null, queued_at?: string|null, rendered_at?: string|null, dispatched_at?: string|null, accepted_at?: string|null, latency: MessageLatency, sla: MessageSla, opens?: MessageOpens, clicks?: MessageClicks, bounce?: Bounce|null, complaint?: bool, complaint_at?: string|null, attempts: list<MessageAttempt>, expires_at?: string|null}
 * @phpstan-type MessageContentHeader array{name: string, value: string}
 * @phpstan-type MessageContentAttachment array{filename: string, content_type: string, content_id: string|null, size: int|null}
 * @phpstan-type MessageContent array{message_id: string, form: string, from: ContentMailbox, to: list<ContentMailbox>, cc: list<ContentMailbox>, bcc: list<ContentMailbox>, reply_to: array<string, mixed>|null, subject: string|null, html: string|null, text: string|null, source: string|null, headers: list<MessageContentHeader>, attachments: list<MessageContentAttachment>, kept_until: string}
 * @phpstan-type MessageSummaryTemplate array{alias?: string, version?: int}
 * @phpstan-type MessageSummaryRecipient array{email?: string, status?: string}
 * @phpstan-type MessageSummary array{message_id: string, status: string, counts: array<string, int>, application: string, environment?: string, from?: string|null, subject?: string|null, template?: MessageSummaryTemplate|null, tags?: list<string>, metadata?: array<string, string>, class?: string|null, stream?: string|null, created_at: string, scheduled_at?: string|null, recipients: list<MessageSummaryRecipient>}
 * @phpstan-type PlanLimits array{retention_days: int, content_days: int, requests_per_second: int, applications: int, users: int}
 * @phpstan-type ProblemPart array{type: string, title: string, status: int, detail: string, code: string, message: string, errors: list<FieldError>, doc_url: string}
 * @phpstan-type PromotedChanges array{subject?: bool, html?: bool, text?: bool, class?: bool, variables_added?: list<string>, variables_removed?: list<string>, variables_changed?: list<string>}
 * @phpstan-type Promoted array{application?: string, alias?: string, from_version?: int, template_version?: int, created?: bool, identical?: bool, active?: bool, dry_run?: bool, changes?: PromotedChanges}
 * @phpstan-type ProofKey array{kid: string, created_at: string|null, published: int}
 * @phpstan-type ProofsProof array{recipient: string, state: string, settled: bool, jws: string}
 * @phpstan-type Proofs array{message_id: string, issuer: string, jwks_uri: string, proofs: list<ProofsProof>}
 * @phpstan-type QueueWaiting array{critical?: int, high?: int, normal?: int}
 * @phpstan-type QueueHold array{address?: string|null, reason?: string|null, until?: string|null, refusals?: int}
 * @phpstan-type Queue array{as_of?: string, binding_limit?: string|null, explanation?: string|null, since?: string|null, waiting?: QueueWaiting, in_flight?: int, oldest_due_at?: string, holds?: list<QueueHold>, next_turn_at?: string|null, destination?: string, pool?: string, account?: string, stream?: string, environment?: string}
 * @phpstan-type QueueStateWaiting array{critical?: int, high?: int, normal?: int}
 * @phpstan-type QueueStateHold array{address?: string|null, reason?: string|null, until?: string|null, refusals?: int}
 * @phpstan-type QueueState array{as_of?: string, binding_limit?: string|null, explanation?: string|null, since?: string|null, waiting?: QueueStateWaiting, in_flight?: int, oldest_due_at?: string, holds?: list<QueueStateHold>, next_turn_at?: string|null}
 * @phpstan-type Rendered array{subject?: string, html?: string, text?: string, template_version?: int|null}
 * @phpstan-type SlaFiguresOutcomes array{delivered: int, hard_bounced: int, expired: int, suppressed: int, canceled: int, failed: int, pending: int}
 * @phpstan-type SlaFiguresSla array{target_ms: int, met: int, missed: int, met_share: float|null}
 * @phpstan-type SlaFiguresLatency array{without_deferral: Spread|null, total: Spread|null}
 * @phpstan-type SlaFiguresDeferral array{deliveries: int, total_ms: int, latency: Spread|null}
 * @phpstan-type SlaFigures array{messages: int, deliveries: int, outcomes: SlaFiguresOutcomes, sla: SlaFiguresSla, latency: SlaFiguresLatency, deferral: SlaFiguresDeferral}
 * @phpstan-type SlaReportDataOutcomes array{delivered: int, hard_bounced: int, expired: int, suppressed: int, canceled: int, failed: int, pending: int}
 * @phpstan-type SlaReportDataSla array{target_ms: int, met: int, missed: int, met_share: float|null}
 * @phpstan-type SlaReportDataLatency array{without_deferral: Spread|null, total: Spread|null}
 * @phpstan-type SlaReportDataDeferral array{deliveries: int, total_ms: int, latency: Spread|null}
 * @phpstan-type SlaReportData array{application: string, application_name: string|null, class: string, messages: int, deliveries: int, outcomes: SlaReportDataOutcomes, sla: SlaReportDataSla, latency: SlaReportDataLatency, deferral: SlaReportDataDeferral}
 * @phpstan-type SlaReport array{month: string|null, from: string, to: string, generated_at: string, data: list<SlaReportData>, total: SlaFigures}
 * @phpstan-type Spread array{p50_ms: int, p95_ms: int, p99_ms: int, max_ms: int}
 * @phpstan-type StageSpreads array{queue: Spread|null, render: Spread|null, dispatch: Spread|null, accept: Spread|null, total: Spread|null}
 * @phpstan-type StatsData array{at: string|null, group: StatsGroup, counts: StatsCounts, rates: StatsRates}
 * @phpstan-type Stats array{from: string, to: string, interval: string|null, data: list<StatsData>}
 * @phpstan-type StatsCounts array{sent: int, dispatched: int, delivered: int, soft_bounced: int, hard_bounced: int, late_bounced: int, expired: int, suppressed: int, canceled: int, failed: int, opened: int, opened_unique: int, clicked: int, clicked_unique: int, complaints: int, unsubscribes: int}
 * @phpstan-type StatsGroup array{application?: string|null, class?: string|null, stream?: string|null, endpoint?: string|null, provider?: string|null, template?: string|null, tag?: string|null, domain?: string|null, recipient_domain?: string|null}
 * @phpstan-type StatsRates array{delivered: float|null, hard_bounced: float|null, opened: float|null, clicked: float|null, complaints: float|null, unsubscribes: float|null}
 * @phpstan-type Suppression array{id: string, address: string, reason: string, origin: string, created_at: string|null}
 * @phpstan-type SuppressionsImported array{added: int}
 * @phpstan-type Template array{id?: string, alias?: string, name?: string, kind?: string, active_version?: int|null, latest_version?: int, version?: TemplateVersion, created_at?: string|null, updated_at?: string|null}
 * @phpstan-type TemplateCheckError array{part: string, line: int|null, column: int|null, code: string, message: string}
 * @phpstan-type TemplateCheck array{valid: bool, errors: list<TemplateCheckError>, variables: list<TemplateVariable>}
 * @phpstan-type TemplateVariable array{name?: string, required?: bool, type?: string, default?: mixed|null}
 * @phpstan-type TemplateVersionPiece array{alias?: string, version?: int}
 * @phpstan-type TemplateVersion array{number?: int, syntax?: string, class?: string|null, subject?: string, html?: string, text?: string, design?: string|null, active?: bool, locale?: string, layout?: string|null, pieces?: list<TemplateVersionPiece>, variables?: list<TemplateVariable>, created_at?: string|null}
 * @phpstan-type User array{id: string, email: string, name: string, role: string, password_set: bool, created_at: string|null, updated_at: string|null}
 * @phpstan-type Webhook array{id?: string, url?: string, environment?: string, enabled?: bool, events?: list<string>, retry?: WebhookRetry, disabled_reason?: string|null, disabled_at?: string|null, replay?: WebhookReplay|null, created_at?: string|null, old_secret_until?: string|null}
 * @phpstan-type WebhookCreated array{id?: string, url?: string, environment?: string, enabled?: bool, events?: list<string>, retry?: WebhookRetry, disabled_reason?: string|null, disabled_at?: string|null, replay?: WebhookReplay|null, created_at?: string|null, old_secret_until?: string|null, secret: string}
 * @phpstan-type WebhookDelivery array{id: string, event_id: string, event_type: string|null, message_id: string|null, attempt: int, result: string, status: int|null, error: string|null, duration_ms: int, at: string}
 * @phpstan-type WebhookReplay array{id: string, from: string|null, to: string|null, events: list<string>, requested_at: string|null}
 * @phpstan-type WebhookReplayed array{id: string, from: string|null, to: string|null, events: list<string>, requested_at: string|null, webhook_id: string, estimated_events: int, status: string}
 * @phpstan-type WebhookRetried array{webhook_id: string, event_id: string, status: string}
 * @phpstan-type WebhookRetry array{schedule?: list<int>, max_attempts?: int, max_age?: int}
 * @phpstan-type WebhookTested array{event_id: string, event_type: string, succeeded: bool, status: int|null, error: string|null, duration_ms: int, response_body: string}
 * @phpstan-type WindowFiguresCounts array{sent: int, dispatched: int, delivered: int, soft_bounced: int, hard_bounced: int, late_bounced: int, expired: int, suppressed: int, canceled: int, failed: int, opened: int, clicked: int, complaints: int, unsubscribes: int, measured: int, met: int, ours: int}
 * @phpstan-type WindowFigures array{counts: WindowFiguresCounts, latency: StageSpreads}
 * @phpstan-type WindowGroup array{application?: string|null, class?: string|null, provider?: string|null, endpoint?: string|null, egress_ip?: string|null}
 * @phpstan-type WindowsDataCounts array{sent: int, dispatched: int, delivered: int, soft_bounced: int, hard_bounced: int, late_bounced: int, expired: int, suppressed: int, canceled: int, failed: int, opened: int, clicked: int, complaints: int, unsubscribes: int, measured: int, met: int, ours: int}
 * @phpstan-type WindowsData array{at: string|null, group: WindowGroup, counts: WindowsDataCounts, latency: StageSpreads}
 * @phpstan-type Windows array{from: string, to: string, interval: string|null, data: list<WindowsData>, total: WindowFigures}
 * @phpstan-type AccountCreate array{username: string, name?: string, plan?: string, cell?: int}
 * @phpstan-type AccountUpdate array{name?: string, plan?: string, status?: string}
 * @phpstan-type ApiKeyCreate array{name: string, application?: string, environment?: string, scopes: list<string>, expires_at?: string, domains?: list<string>, templates?: list<string>, sources?: list<string>, require_signature?: bool}
 * @phpstan-type ApiKeyRotate array{overlap_seconds?: int}
 * @phpstan-type ApiKeyUpdate array{name?: string, scopes?: list<string>, expires_at?: string|null, domains?: list<string>, templates?: list<string>, sources?: list<string>, require_signature?: bool}
 * @phpstan-type ApplicationCreate array{name: string, content?: string}
 * @phpstan-type ApplicationUpdate array{name?: string, content?: string}
 * @phpstan-type Batch array{messages: list<Send>}
 * @phpstan-type DomainCreate array{name: string, stream?: string}
 * @phpstan-type IpPoolCreateIp array{address: string, ehlo_name?: string, warm_up?: bool}
 * @phpstan-type IpPoolCreate array{account?: string, stream?: string, environment?: string, ips: list<IpPoolCreateIp>}
 * @phpstan-type IpPoolPart array{address?: string, destination?: string}
 * @phpstan-type IpPoolUpdateIp array{address: string, ehlo_name?: string, warm_up?: bool}
 * @phpstan-type IpPoolUpdate array{ips?: list<IpPoolUpdateIp>}
 * @phpstan-type Promote array{application: string, version?: int, activate?: bool, dry_run?: bool}
 * @phpstan-type RenderRequest array{variables?: array<string, mixed>, version?: int, source?: TemplateSource}
 * @phpstan-type Mailbox array{email: string, name?: string}
 * @phpstan-type SendAttachment array{filename: string, content: string, content_type?: string, content_id?: string}
 * @phpstan-type Send array{to: string|Mailbox|list<string|Mailbox>, cc?: string|Mailbox|list<string|Mailbox>, bcc?: string|Mailbox|list<string|Mailbox>, from: string|Mailbox, reply_to?: string|Mailbox, subject?: string, html?: string, text?: string, template?: string, template_version?: int, variables?: array<string, mixed>, stream?: string, headers?: array<string, string>, attachments?: list<SendAttachment>, tags?: list<string>, metadata?: array<string, string>, class?: string, expires_in?: int, track_opens?: bool, track_clicks?: bool, list_unsubscribe?: bool, sandbox_result?: string, scheduled_at?: string}
 * @phpstan-type SuppressionAdd array{address: string, reason?: string}
 * @phpstan-type SuppressionImport array{suppressions: list<SuppressionAdd>}
 * @phpstan-type TemplateCreate array{alias: string, kind?: string, name?: string, subject?: string, html?: string, text?: string, syntax?: string, locale?: string, layout?: string, class?: string, activate?: bool, design?: string|null}
 * @phpstan-type TemplateSource array{subject?: string, html?: string, text?: string, syntax?: string, kind?: string, locale?: string, layout?: string, class?: string}
 * @phpstan-type TemplateVersionCreate array{subject?: string, html?: string, text?: string, syntax?: string, locale?: string, layout?: string, class?: string, activate?: bool, design?: string|null}
 * @phpstan-type UserCreate array{email: string, name?: string, role: string, password?: string}
 * @phpstan-type UserUpdate array{email?: string, name?: string, role?: string, password?: string}
 * @phpstan-type WebhookCreate array{url: string, events?: list<string>, retry?: WebhookRetry}
 * @phpstan-type WebhookReplayCreate array{from: string, to?: string, events?: list<string>}
 * @phpstan-type WebhookSecretRotate array{overlap_seconds?: int}
 * @phpstan-type WebhookTest array{event?: string}
 * @phpstan-type WebhookUpdate array{url?: string, events?: list<string>, retry?: WebhookRetry, enabled?: bool}
 * @phpstan-type SearchMessagesQuery array{recipient?: string, status?: string, from?: string, subject?: string, template?: string, tag?: list<string>, metadata?: list<string>, class?: string, application?: string, since?: string, until?: string, limit?: int, cursor?: string}
 * @phpstan-type ListMessageEventsQuery array{limit?: int, cursor?: string}
 * @phpstan-type GetMessageContentQuery array{format?: string, recipient?: string}
 * @phpstan-type ListEventsQuery array{type?: list<string>, since?: string, limit?: int, cursor?: string}
 * @phpstan-type GetStatsQuery array{from?: string, to?: string, interval?: string, group_by?: string, application?: string, class?: string, stream?: string, endpoint?: string, provider?: string, template?: string, tag?: string, domain?: string, recipient_domain?: string}
 * @phpstan-type GetLatencyQuery array{from?: string, to?: string, interval?: string, group_by?: string, application?: string, class?: string, stream?: string, endpoint?: string, provider?: string, template?: string, tag?: string, domain?: string, recipient_domain?: string}
 * @phpstan-type GetWindowsQuery array{from?: string, to?: string, interval?: string, group_by?: string, application?: string, class?: string, provider?: string, endpoint?: string, egress_ip?: string}
 * @phpstan-type ListAlertsQuery array{limit?: int, cursor?: string, state?: string, application?: string}
 * @phpstan-type GetSlaReportQuery array{month?: string, from?: string, to?: string, application?: string, class?: string, format?: string}
 * @phpstan-type ListTemplatesQuery array{limit?: int, cursor?: string}
 * @phpstan-type ListTemplateVersionsQuery array{limit?: int, cursor?: string}
 * @phpstan-type ListDomainsQuery array{limit?: int, cursor?: string}
 * @phpstan-type ListSandboxMessagesQuery array{limit?: int, cursor?: string}
 * @phpstan-type ListSuppressionsQuery array{address?: string, reason?: string, limit?: int, cursor?: string}
 * @phpstan-type EraseRecipientQuery array{suppressions?: string}
 * @phpstan-type ListIpPoolsQuery array{account?: string, limit?: int, cursor?: string}
 * @phpstan-type ListQueuesQuery array{account?: string, pool?: string, destination?: string, limit?: int, cursor?: string}
 * @phpstan-type ListWebhooksQuery array{limit?: int, cursor?: string}
 * @phpstan-type ListWebhookDeliveriesQuery array{result?: string, event?: string, message?: string, limit?: int, cursor?: string}
 * @phpstan-type ListAccountsQuery array{limit?: int, cursor?: string}
 * @phpstan-type ListUsersQuery array{limit?: int, cursor?: string}
 * @phpstan-type ListAuditLogsQuery array{limit?: int, cursor?: string, resource?: string, actor?: string, since?: string, until?: string, account?: string}
 * @phpstan-type ListApplicationsQuery array{limit?: int, cursor?: string}
 * @phpstan-type ListApiKeysQuery array{limit?: int, cursor?: string, application?: string}
 */
final class Types
{
}
