# Made of docs/openapi.yaml; see sdks/README.md.
"""What requests hold and answers bring. Instants are ISO-8601 strings; answers may have more fields than these."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, TypedDict, Union

Accepted = TypedDict(
    "Accepted",
    {
        "message_id": "str",
        "status": "str",
        "created_at": "Optional[str]",
    },
)

Account = TypedDict(
    "Account",
    {
        "id": "str",
        "username": "str",
        "name": "str",
        "plan": "str",
        "operator": "bool",
        "status": "str",
        "cell": "int",
        "limits": "PlanLimits",
        "created_at": "Optional[str]",
        "closed_at": "Optional[str]",
    },
)

AccountCreated = TypedDict(
    "AccountCreated",
    {
        "id": "str",
        "username": "str",
        "name": "str",
        "plan": "str",
        "operator": "bool",
        "status": "str",
        "cell": "int",
        "limits": "PlanLimits",
        "created_at": "Optional[str]",
        "closed_at": "Optional[str]",
        "application": "str",
        "live_key": "str",
        "sandbox_key": "str",
    },
)

_AlertFiguresSure = TypedDict(
    "_AlertFiguresSure",
    {
        "deliveries": "int",
    },
)
_AlertFiguresMaybe = TypedDict(
    "_AlertFiguresMaybe",
    {
        "burn_rate": "float",
        "window_seconds": "int",
        "missed": "int",
        "ours": "int",
        "since": "str",
        "messages": "List[str]",
    },
    total=False,
)


class AlertFigures(_AlertFiguresSure, _AlertFiguresMaybe):
    """AlertFigures of the API."""


Alert = TypedDict(
    "Alert",
    {
        "id": "str",
        "kind": "str",
        "state": "str",
        "application": "str",
        "environment": "str",
        "class": "str",
        "sentence": "str",
        "figures": "AlertFigures",
        "opened_at": "Optional[str]",
        "resolved_at": "Optional[str]",
    },
)

ApiKey = TypedDict(
    "ApiKey",
    {
        "id": "str",
        "name": "str",
        "application": "str",
        "environment": "str",
        "hint": "str",
        "revoked": "bool",
        "require_signature": "bool",
        "scopes": "List[str]",
        "domains": "List[str]",
        "templates": "List[str]",
        "sources": "List[str]",
        "succeeded_by": "Optional[str]",
        "created_at": "Optional[str]",
        "expires_at": "Optional[str]",
        "last_used_at": "Optional[str]",
    },
    total=False,
)

_ApiKeyCreatedSure = TypedDict(
    "_ApiKeyCreatedSure",
    {
        "key": "str",
        "signing_secret": "str",
    },
)
_ApiKeyCreatedMaybe = TypedDict(
    "_ApiKeyCreatedMaybe",
    {
        "id": "str",
        "name": "str",
        "application": "str",
        "environment": "str",
        "hint": "str",
        "revoked": "bool",
        "require_signature": "bool",
        "scopes": "List[str]",
        "domains": "List[str]",
        "templates": "List[str]",
        "sources": "List[str]",
        "succeeded_by": "Optional[str]",
        "created_at": "Optional[str]",
        "expires_at": "Optional[str]",
        "last_used_at": "Optional[str]",
    },
    total=False,
)


class ApiKeyCreated(_ApiKeyCreatedSure, _ApiKeyCreatedMaybe):
    """ApiKeyCreated of the API."""


Application = TypedDict(
    "Application",
    {
        "id": "str",
        "name": "str",
        "content": "str",
        "created_at": "Optional[str]",
    },
    total=False,
)

AuditLogResource = TypedDict(
    "AuditLogResource",
    {
        "type": "str",
        "id": "str",
    },
)

AuditLogActor = TypedDict(
    "AuditLogActor",
    {
        "type": "str",
        "id": "Optional[str]",
        "name": "Optional[str]",
        "source": "Optional[str]",
    },
)

AuditLog = TypedDict(
    "AuditLog",
    {
        "id": "str",
        "at": "Optional[str]",
        "action": "str",
        "resource": "AuditLogResource",
        "fields": "List[str]",
        "actor": "AuditLogActor",
        "count": "Optional[int]",
        "request": "str",
        "request_id": "str",
    },
)

_BatchResultDataSure = TypedDict(
    "_BatchResultDataSure",
    {
        "status": "str",
    },
)
_BatchResultDataMaybe = TypedDict(
    "_BatchResultDataMaybe",
    {
        "message_id": "str",
        "created_at": "Optional[str]",
        "error": "ProblemPart",
    },
    total=False,
)


class BatchResultData(_BatchResultDataSure, _BatchResultDataMaybe):
    """BatchResultData of the API."""


BatchResult = TypedDict(
    "BatchResult",
    {
        "data": "List[BatchResultData]",
        "accepted": "int",
        "refused": "int",
    },
)

Bounce = TypedDict(
    "Bounce",
    {
        "type": "str",
        "category": "Optional[str]",
        "smtp_code": "Optional[int]",
        "enhanced_code": "Optional[str]",
        "diagnostic": "Optional[str]",
        "mx": "Optional[str]",
        "at": "Optional[str]",
    },
    total=False,
)

CancellationRecipient = TypedDict(
    "CancellationRecipient",
    {
        "email": "Optional[str]",
        "result": "str",
    },
)

Cancellation = TypedDict(
    "Cancellation",
    {
        "message_id": "str",
        "status": "str",
        "recipients": "List[CancellationRecipient]",
    },
)

_CapturedMailDkimSure = TypedDict(
    "_CapturedMailDkimSure",
    {
        "result": "str",
    },
)
_CapturedMailDkimMaybe = TypedDict(
    "_CapturedMailDkimMaybe",
    {
        "domain": "str",
        "selector": "str",
        "algorithm": "str",
        "reason": "Optional[str]",
    },
    total=False,
)


class CapturedMailDkim(_CapturedMailDkimSure, _CapturedMailDkimMaybe):
    """CapturedMailDkim of the API."""


_CapturedMailSure = TypedDict(
    "_CapturedMailSure",
    {
        "id": "str",
        "message_id": "str",
        "received_at": "Optional[str]",
        "return_path": "str",
        "recipients": "List[str]",
        "from": "str",
        "subject": "str",
        "dkim": "List[CapturedMailDkim]",
        "tls": "Optional[str]",
        "size": "int",
    },
)
_CapturedMailMaybe = TypedDict(
    "_CapturedMailMaybe",
    {
        "source": "str",
    },
    total=False,
)


class CapturedMail(_CapturedMailSure, _CapturedMailMaybe):
    """CapturedMail of the API."""


ContentMailbox = TypedDict(
    "ContentMailbox",
    {
        "email": "str",
        "name": "Optional[str]",
    },
)

DomainRecord = TypedDict(
    "DomainRecord",
    {
        "purpose": "str",
        "type": "str",
        "name": "str",
        "expected": "str",
        "required": "bool",
        "state": "str",
        "hint": "str",
        "found": "List[str]",
        "retire_after": "Optional[str]",
    },
    total=False,
)

Domain = TypedDict(
    "Domain",
    {
        "id": "str",
        "name": "str",
        "stream": "str",
        "verified": "bool",
        "status": "str",
        "records": "List[DomainRecord]",
        "created_at": "Optional[str]",
        "verified_at": "Optional[str]",
        "checked_at": "Optional[str]",
        "failing_since": "Optional[str]",
        "fails_at": "Optional[str]",
    },
    total=False,
)

ErasureReceiptErased = TypedDict(
    "ErasureReceiptErased",
    {
        "store": "str",
        "action": "str",
        "rows": "int",
    },
)

ErasureReceiptSuppression = TypedDict(
    "ErasureReceiptSuppression",
    {
        "application": "str",
        "environment": "str",
        "reason": "str",
    },
)

ErasureReceiptDelivery = TypedDict(
    "ErasureReceiptDelivery",
    {
        "message_id": "str",
        "application": "str",
        "environment": "str",
        "result": "str",
        "ends_at": "str",
    },
)

ErasureReceiptExpiring = TypedDict(
    "ErasureReceiptExpiring",
    {
        "store": "str",
        "expires_at": "str",
    },
)

ErasureReceiptWebhook = TypedDict(
    "ErasureReceiptWebhook",
    {
        "id": "str",
        "url": "str",
    },
)

ErasureReceipt = TypedDict(
    "ErasureReceipt",
    {
        "id": "str",
        "erased_at": "str",
        "settled_at": "str",
        "erased": "List[ErasureReceiptErased]",
        "suppressions": "List[ErasureReceiptSuppression]",
        "deliveries": "List[ErasureReceiptDelivery]",
        "expiring": "List[ErasureReceiptExpiring]",
        "webhooks": "List[ErasureReceiptWebhook]",
    },
)

Event = TypedDict(
    "Event",
    {
        "id": "str",
        "type": "str",
        "timestamp": "str",
        "data": "Dict[str, Any]",
    },
)

ExplanationDelivery = TypedDict(
    "ExplanationDelivery",
    {
        "email": "Optional[str]",
        "status": "str",
        "where": "str",
        "source": "str",
        "since": "Optional[str]",
        "reason": "Optional[str]",
        "explanation": "Optional[str]",
        "destination": "Optional[str]",
        "pool": "Optional[str]",
        "next_attempt_at": "str",
        "attempts": "int",
        "last_reply": "Optional[str]",
        "expires_at": "Optional[str]",
        "queue": "Optional[QueueState]",
    },
    total=False,
)

Explanation = TypedDict(
    "Explanation",
    {
        "message_id": "str",
        "as_of": "str",
        "deliveries": "List[ExplanationDelivery]",
    },
)

FieldError = TypedDict(
    "FieldError",
    {
        "pointer": "str",
        "code": "str",
        "message": "str",
    },
)

IpPoolSuspendedDestination = TypedDict(
    "IpPoolSuspendedDestination",
    {
        "destination": "str",
        "suspended_at": "Optional[str]",
    },
)

IpPoolIpWarmUp = TypedDict(
    "IpPoolIpWarmUp",
    {
        "day": "int",
        "days": "int",
        "messages_per_destination": "int",
        "since": "Optional[str]",
        "ends_at": "Optional[str]",
    },
)

IpPoolIpHold = TypedDict(
    "IpPoolIpHold",
    {
        "destination": "str",
        "reason": "Optional[str]",
        "until": "Optional[str]",
        "refusals": "int",
    },
    total=False,
)

IpPoolIpLast7Days = TypedDict(
    "IpPoolIpLast7Days",
    {
        "delivered": "int",
        "soft_bounces": "int",
        "hard_bounces": "int",
        "ip_refusals": "int",
    },
    total=False,
)

_IpPoolIpSure = TypedDict(
    "_IpPoolIpSure",
    {
        "address": "Optional[str]",
        "ehlo_name": "Optional[str]",
        "suspended_at": "str",
        "warm_up": "Optional[IpPoolIpWarmUp]",
        "holds": "List[IpPoolIpHold]",
    },
)
_IpPoolIpMaybe = TypedDict(
    "_IpPoolIpMaybe",
    {
        "last_7_days": "IpPoolIpLast7Days",
    },
    total=False,
)


class IpPoolIp(_IpPoolIpSure, _IpPoolIpMaybe):
    """IpPoolIp of the API."""


IpPoolRefusalsLast24Hour = TypedDict(
    "IpPoolRefusalsLast24Hour",
    {
        "smtp_code": "Optional[int]",
        "soft_bounces": "int",
        "hard_bounces": "int",
    },
)

IpPoolQueueWaiting = TypedDict(
    "IpPoolQueueWaiting",
    {
        "critical": "int",
        "high": "int",
        "normal": "int",
    },
    total=False,
)

IpPoolQueueHold = TypedDict(
    "IpPoolQueueHold",
    {
        "address": "Optional[str]",
        "reason": "Optional[str]",
        "until": "Optional[str]",
        "refusals": "int",
    },
    total=False,
)

IpPoolQueue = TypedDict(
    "IpPoolQueue",
    {
        "as_of": "str",
        "binding_limit": "Optional[str]",
        "explanation": "Optional[str]",
        "since": "Optional[str]",
        "waiting": "IpPoolQueueWaiting",
        "in_flight": "int",
        "oldest_due_at": "str",
        "holds": "List[IpPoolQueueHold]",
        "next_turn_at": "Optional[str]",
        "destination": "str",
    },
    total=False,
)

_IpPoolSure = TypedDict(
    "_IpPoolSure",
    {
        "id": "str",
        "account": "str",
        "suspended_at": "str",
        "suspended_destinations": "List[IpPoolSuspendedDestination]",
        "stream": "str",
        "environment": "str",
        "ips": "List[IpPoolIp]",
        "waiting": "int",
        "in_flight": "int",
        "created_at": "Optional[str]",
    },
)
_IpPoolMaybe = TypedDict(
    "_IpPoolMaybe",
    {
        "refusals_last_24_hours": "List[IpPoolRefusalsLast24Hour]",
        "queues": "List[IpPoolQueue]",
    },
    total=False,
)


class IpPool(_IpPoolSure, _IpPoolMaybe):
    """IpPool of the API."""


LatencyData = TypedDict(
    "LatencyData",
    {
        "at": "Optional[str]",
        "group": "StatsGroup",
        "deliveries": "int",
        "latency": "StageSpreads",
    },
)

Latency = TypedDict(
    "Latency",
    {
        "from": "str",
        "to": "str",
        "interval": "Optional[str]",
        "data": "List[LatencyData]",
    },
)

Limits = TypedDict(
    "Limits",
    {
        "plans": "Dict[str, PlanLimits]",
    },
)

MessageTemplate = TypedDict(
    "MessageTemplate",
    {
        "alias": "str",
        "version": "int",
    },
    total=False,
)

MessageRecipient = TypedDict(
    "MessageRecipient",
    {
        "email": "str",
        "status": "str",
        "dispatched_at": "Optional[str]",
        "accepted_at": "Optional[str]",
        "bounce": "Optional[Bounce]",
        "code": "Optional[str]",
        "detail": "Optional[str]",
    },
    total=False,
)

MessageLatency = TypedDict(
    "MessageLatency",
    {
        "queue_ms": "Optional[int]",
        "render_ms": "Optional[int]",
        "dispatch_ms": "Optional[int]",
        "accept_ms": "Optional[int]",
        "total_ms": "Optional[int]",
    },
    total=False,
)

MessageSla = TypedDict(
    "MessageSla",
    {
        "target_ms": "int",
        "met": "Optional[bool]",
        "deferred_ms": "int",
    },
    total=False,
)

MessageOpens = TypedDict(
    "MessageOpens",
    {
        "count": "int",
        "first_at": "Optional[str]",
        "last_at": "Optional[str]",
        "machine_count": "int",
    },
    total=False,
)

MessageClicks = TypedDict(
    "MessageClicks",
    {
        "count": "int",
        "first_at": "Optional[str]",
        "last_at": "Optional[str]",
        "machine_count": "int",
    },
    total=False,
)

MessageAttempt = TypedDict(
    "MessageAttempt",
    {
        "recipient": "str",
        "attempt": "int",
        "outcome": "str",
        "dispatched_at": "Optional[str]",
        "at": "Optional[str]",
        "stage": "Optional[str]",
        "smtp_code": "Optional[int]",
        "enhanced_code": "Optional[str]",
        "response": "Optional[str]",
        "mx": "Optional[str]",
        "mx_ip": "Optional[str]",
        "egress_ip": "Optional[str]",
        "tls": "Optional[str]",
        "code": "Optional[str]",
        "uncertain": "bool",
        "category": "Optional[str]",
        "blame": "Optional[str]",
        "retry_at": "Optional[str]",
    },
    total=False,
)

_MessageSure = TypedDict(
    "_MessageSure",
    {
        "message_id": "str",
        "status": "str",
        "counts": "Dict[str, int]",
        "application": "str",
        "recipients": "List[MessageRecipient]",
        "latency": "MessageLatency",
        "sla": "MessageSla",
        "attempts": "List[MessageAttempt]",
    },
)
_MessageMaybe = TypedDict(
    "_MessageMaybe",
    {
        "environment": "Optional[str]",
        "from": "Optional[str]",
        "subject": "Optional[str]",
        "template": "Optional[MessageTemplate]",
        "tags": "List[str]",
        "metadata": "Dict[str, str]",
        "class": "Optional[str]",
        "stream": "Optional[str]",
        "created_at": "Optional[str]",
        "scheduled_at": "Optional[str]",
        "received_at": "Optional[str]",
        "queued_at": "Optional[str]",
        "rendered_at": "Optional[str]",
        "dispatched_at": "Optional[str]",
        "accepted_at": "Optional[str]",
        "opens": "MessageOpens",
        "clicks": "MessageClicks",
        "bounce": "Optional[Bounce]",
        "complaint": "bool",
        "complaint_at": "Optional[str]",
        "expires_at": "Optional[str]",
    },
    total=False,
)


class Message(_MessageSure, _MessageMaybe):
    """Message of the API."""


MessageContentHeader = TypedDict(
    "MessageContentHeader",
    {
        "name": "str",
        "value": "str",
    },
)

MessageContentAttachment = TypedDict(
    "MessageContentAttachment",
    {
        "filename": "str",
        "content_type": "str",
        "content_id": "Optional[str]",
        "size": "Optional[int]",
    },
)

MessageContent = TypedDict(
    "MessageContent",
    {
        "message_id": "str",
        "form": "str",
        "from": "ContentMailbox",
        "to": "List[ContentMailbox]",
        "cc": "List[ContentMailbox]",
        "bcc": "List[ContentMailbox]",
        "reply_to": "Optional[Dict[str, Any]]",
        "subject": "Optional[str]",
        "html": "Optional[str]",
        "text": "Optional[str]",
        "source": "Optional[str]",
        "headers": "List[MessageContentHeader]",
        "attachments": "List[MessageContentAttachment]",
        "kept_until": "str",
    },
)

MessageSummaryTemplate = TypedDict(
    "MessageSummaryTemplate",
    {
        "alias": "str",
        "version": "int",
    },
    total=False,
)

MessageSummaryRecipient = TypedDict(
    "MessageSummaryRecipient",
    {
        "email": "str",
        "status": "str",
    },
    total=False,
)

_MessageSummarySure = TypedDict(
    "_MessageSummarySure",
    {
        "message_id": "str",
        "status": "str",
        "counts": "Dict[str, int]",
        "application": "str",
        "created_at": "str",
        "recipients": "List[MessageSummaryRecipient]",
    },
)
_MessageSummaryMaybe = TypedDict(
    "_MessageSummaryMaybe",
    {
        "environment": "str",
        "from": "Optional[str]",
        "subject": "Optional[str]",
        "template": "Optional[MessageSummaryTemplate]",
        "tags": "List[str]",
        "metadata": "Dict[str, str]",
        "class": "Optional[str]",
        "stream": "Optional[str]",
        "scheduled_at": "Optional[str]",
    },
    total=False,
)


class MessageSummary(_MessageSummarySure, _MessageSummaryMaybe):
    """MessageSummary of the API."""


PlanLimits = TypedDict(
    "PlanLimits",
    {
        "retention_days": "int",
        "content_days": "int",
        "requests_per_second": "int",
        "applications": "int",
        "users": "int",
    },
)

ProblemPart = TypedDict(
    "ProblemPart",
    {
        "type": "str",
        "title": "str",
        "status": "int",
        "detail": "str",
        "code": "str",
        "message": "str",
        "errors": "List[FieldError]",
        "doc_url": "str",
    },
)

PromotedChanges = TypedDict(
    "PromotedChanges",
    {
        "subject": "bool",
        "html": "bool",
        "text": "bool",
        "class": "bool",
        "variables_added": "List[str]",
        "variables_removed": "List[str]",
        "variables_changed": "List[str]",
    },
    total=False,
)

Promoted = TypedDict(
    "Promoted",
    {
        "application": "str",
        "alias": "str",
        "from_version": "int",
        "template_version": "int",
        "created": "bool",
        "identical": "bool",
        "active": "bool",
        "dry_run": "bool",
        "changes": "PromotedChanges",
    },
    total=False,
)

ProofKey = TypedDict(
    "ProofKey",
    {
        "kid": "str",
        "created_at": "Optional[str]",
        "published": "int",
    },
)

ProofsProof = TypedDict(
    "ProofsProof",
    {
        "recipient": "str",
        "state": "str",
        "settled": "bool",
        "jws": "str",
    },
)

Proofs = TypedDict(
    "Proofs",
    {
        "message_id": "str",
        "issuer": "str",
        "jwks_uri": "str",
        "proofs": "List[ProofsProof]",
    },
)

QueueWaiting = TypedDict(
    "QueueWaiting",
    {
        "critical": "int",
        "high": "int",
        "normal": "int",
    },
    total=False,
)

QueueHold = TypedDict(
    "QueueHold",
    {
        "address": "Optional[str]",
        "reason": "Optional[str]",
        "until": "Optional[str]",
        "refusals": "int",
    },
    total=False,
)

Queue = TypedDict(
    "Queue",
    {
        "as_of": "str",
        "binding_limit": "Optional[str]",
        "explanation": "Optional[str]",
        "since": "Optional[str]",
        "waiting": "QueueWaiting",
        "in_flight": "int",
        "oldest_due_at": "str",
        "holds": "List[QueueHold]",
        "next_turn_at": "Optional[str]",
        "destination": "str",
        "pool": "str",
        "account": "str",
        "stream": "str",
        "environment": "str",
    },
    total=False,
)

QueueStateWaiting = TypedDict(
    "QueueStateWaiting",
    {
        "critical": "int",
        "high": "int",
        "normal": "int",
    },
    total=False,
)

QueueStateHold = TypedDict(
    "QueueStateHold",
    {
        "address": "Optional[str]",
        "reason": "Optional[str]",
        "until": "Optional[str]",
        "refusals": "int",
    },
    total=False,
)

QueueState = TypedDict(
    "QueueState",
    {
        "as_of": "str",
        "binding_limit": "Optional[str]",
        "explanation": "Optional[str]",
        "since": "Optional[str]",
        "waiting": "QueueStateWaiting",
        "in_flight": "int",
        "oldest_due_at": "str",
        "holds": "List[QueueStateHold]",
        "next_turn_at": "Optional[str]",
    },
    total=False,
)

Rendered = TypedDict(
    "Rendered",
    {
        "subject": "str",
        "html": "str",
        "text": "str",
        "template_version": "Optional[int]",
    },
    total=False,
)

SlaFiguresOutcomes = TypedDict(
    "SlaFiguresOutcomes",
    {
        "delivered": "int",
        "hard_bounced": "int",
        "expired": "int",
        "suppressed": "int",
        "canceled": "int",
        "failed": "int",
        "pending": "int",
    },
)

SlaFiguresSla = TypedDict(
    "SlaFiguresSla",
    {
        "target_ms": "int",
        "met": "int",
        "missed": "int",
        "met_share": "Optional[float]",
    },
)

SlaFiguresLatency = TypedDict(
    "SlaFiguresLatency",
    {
        "without_deferral": "Optional[Spread]",
        "total": "Optional[Spread]",
    },
)

SlaFiguresDeferral = TypedDict(
    "SlaFiguresDeferral",
    {
        "deliveries": "int",
        "total_ms": "int",
        "latency": "Optional[Spread]",
    },
)

SlaFigures = TypedDict(
    "SlaFigures",
    {
        "messages": "int",
        "deliveries": "int",
        "outcomes": "SlaFiguresOutcomes",
        "sla": "SlaFiguresSla",
        "latency": "SlaFiguresLatency",
        "deferral": "SlaFiguresDeferral",
    },
)

SlaReportDataOutcomes = TypedDict(
    "SlaReportDataOutcomes",
    {
        "delivered": "int",
        "hard_bounced": "int",
        "expired": "int",
        "suppressed": "int",
        "canceled": "int",
        "failed": "int",
        "pending": "int",
    },
)

SlaReportDataSla = TypedDict(
    "SlaReportDataSla",
    {
        "target_ms": "int",
        "met": "int",
        "missed": "int",
        "met_share": "Optional[float]",
    },
)

SlaReportDataLatency = TypedDict(
    "SlaReportDataLatency",
    {
        "without_deferral": "Optional[Spread]",
        "total": "Optional[Spread]",
    },
)

SlaReportDataDeferral = TypedDict(
    "SlaReportDataDeferral",
    {
        "deliveries": "int",
        "total_ms": "int",
        "latency": "Optional[Spread]",
    },
)

SlaReportData = TypedDict(
    "SlaReportData",
    {
        "application": "str",
        "application_name": "Optional[str]",
        "class": "str",
        "messages": "int",
        "deliveries": "int",
        "outcomes": "SlaReportDataOutcomes",
        "sla": "SlaReportDataSla",
        "latency": "SlaReportDataLatency",
        "deferral": "SlaReportDataDeferral",
    },
)

SlaReport = TypedDict(
    "SlaReport",
    {
        "month": "Optional[str]",
        "from": "str",
        "to": "str",
        "generated_at": "str",
        "data": "List[SlaReportData]",
        "total": "SlaFigures",
    },
)

Spread = TypedDict(
    "Spread",
    {
        "p50_ms": "int",
        "p95_ms": "int",
        "p99_ms": "int",
        "max_ms": "int",
    },
)

StageSpreads = TypedDict(
    "StageSpreads",
    {
        "queue": "Optional[Spread]",
        "render": "Optional[Spread]",
        "dispatch": "Optional[Spread]",
        "accept": "Optional[Spread]",
        "total": "Optional[Spread]",
    },
)

StatsData = TypedDict(
    "StatsData",
    {
        "at": "Optional[str]",
        "group": "StatsGroup",
        "counts": "StatsCounts",
        "rates": "StatsRates",
    },
)

Stats = TypedDict(
    "Stats",
    {
        "from": "str",
        "to": "str",
        "interval": "Optional[str]",
        "data": "List[StatsData]",
    },
)

StatsCounts = TypedDict(
    "StatsCounts",
    {
        "sent": "int",
        "dispatched": "int",
        "delivered": "int",
        "soft_bounced": "int",
        "hard_bounced": "int",
        "late_bounced": "int",
        "expired": "int",
        "suppressed": "int",
        "canceled": "int",
        "failed": "int",
        "opened": "int",
        "opened_unique": "int",
        "clicked": "int",
        "clicked_unique": "int",
        "complaints": "int",
        "unsubscribes": "int",
    },
)

StatsGroup = TypedDict(
    "StatsGroup",
    {
        "application": "Optional[str]",
        "class": "Optional[str]",
        "stream": "Optional[str]",
        "endpoint": "Optional[str]",
        "provider": "Optional[str]",
        "template": "Optional[str]",
        "tag": "Optional[str]",
        "domain": "Optional[str]",
        "recipient_domain": "Optional[str]",
    },
    total=False,
)

StatsRates = TypedDict(
    "StatsRates",
    {
        "delivered": "Optional[float]",
        "hard_bounced": "Optional[float]",
        "opened": "Optional[float]",
        "clicked": "Optional[float]",
        "complaints": "Optional[float]",
        "unsubscribes": "Optional[float]",
    },
)

Suppression = TypedDict(
    "Suppression",
    {
        "id": "str",
        "address": "str",
        "reason": "str",
        "origin": "str",
        "created_at": "Optional[str]",
    },
)

SuppressionsImported = TypedDict(
    "SuppressionsImported",
    {
        "added": "int",
    },
)

Template = TypedDict(
    "Template",
    {
        "id": "str",
        "alias": "str",
        "name": "str",
        "kind": "str",
        "active_version": "Optional[int]",
        "latest_version": "int",
        "version": "TemplateVersion",
        "created_at": "Optional[str]",
        "updated_at": "Optional[str]",
    },
    total=False,
)

TemplateCheckError = TypedDict(
    "TemplateCheckError",
    {
        "part": "str",
        "line": "Optional[int]",
        "column": "Optional[int]",
        "code": "str",
        "message": "str",
    },
)

TemplateCheck = TypedDict(
    "TemplateCheck",
    {
        "valid": "bool",
        "errors": "List[TemplateCheckError]",
        "variables": "List[TemplateVariable]",
    },
)

TemplateVariable = TypedDict(
    "TemplateVariable",
    {
        "name": "str",
        "required": "bool",
        "type": "str",
        "default": "Optional[Any]",
    },
    total=False,
)

TemplateVersionPiece = TypedDict(
    "TemplateVersionPiece",
    {
        "alias": "str",
        "version": "int",
    },
    total=False,
)

TemplateVersion = TypedDict(
    "TemplateVersion",
    {
        "number": "int",
        "syntax": "str",
        "class": "Optional[str]",
        "subject": "str",
        "html": "str",
        "text": "str",
        "design": "Optional[str]",
        "active": "bool",
        "locale": "str",
        "layout": "Optional[str]",
        "pieces": "List[TemplateVersionPiece]",
        "variables": "List[TemplateVariable]",
        "created_at": "Optional[str]",
    },
    total=False,
)

User = TypedDict(
    "User",
    {
        "id": "str",
        "email": "str",
        "name": "str",
        "role": "str",
        "password_set": "bool",
        "created_at": "Optional[str]",
        "updated_at": "Optional[str]",
    },
)

Webhook = TypedDict(
    "Webhook",
    {
        "id": "str",
        "url": "str",
        "environment": "str",
        "enabled": "bool",
        "events": "List[str]",
        "retry": "WebhookRetry",
        "disabled_reason": "Optional[str]",
        "disabled_at": "Optional[str]",
        "replay": "Optional[WebhookReplay]",
        "created_at": "Optional[str]",
        "old_secret_until": "Optional[str]",
    },
    total=False,
)

_WebhookCreatedSure = TypedDict(
    "_WebhookCreatedSure",
    {
        "secret": "str",
    },
)
_WebhookCreatedMaybe = TypedDict(
    "_WebhookCreatedMaybe",
    {
        "id": "str",
        "url": "str",
        "environment": "str",
        "enabled": "bool",
        "events": "List[str]",
        "retry": "WebhookRetry",
        "disabled_reason": "Optional[str]",
        "disabled_at": "Optional[str]",
        "replay": "Optional[WebhookReplay]",
        "created_at": "Optional[str]",
        "old_secret_until": "Optional[str]",
    },
    total=False,
)


class WebhookCreated(_WebhookCreatedSure, _WebhookCreatedMaybe):
    """WebhookCreated of the API."""


WebhookDelivery = TypedDict(
    "WebhookDelivery",
    {
        "id": "str",
        "event_id": "str",
        "event_type": "Optional[str]",
        "message_id": "Optional[str]",
        "attempt": "int",
        "result": "str",
        "status": "Optional[int]",
        "error": "Optional[str]",
        "duration_ms": "int",
        "at": "str",
    },
)

WebhookReplay = TypedDict(
    "WebhookReplay",
    {
        "id": "str",
        "from": "Optional[str]",
        "to": "Optional[str]",
        "events": "List[str]",
        "requested_at": "Optional[str]",
    },
)

WebhookReplayed = TypedDict(
    "WebhookReplayed",
    {
        "id": "str",
        "from": "Optional[str]",
        "to": "Optional[str]",
        "events": "List[str]",
        "requested_at": "Optional[str]",
        "webhook_id": "str",
        "estimated_events": "int",
        "status": "str",
    },
)

WebhookRetried = TypedDict(
    "WebhookRetried",
    {
        "webhook_id": "str",
        "event_id": "str",
        "status": "str",
    },
)

WebhookRetry = TypedDict(
    "WebhookRetry",
    {
        "schedule": "List[int]",
        "max_attempts": "int",
        "max_age": "int",
    },
    total=False,
)

WebhookTested = TypedDict(
    "WebhookTested",
    {
        "event_id": "str",
        "event_type": "str",
        "succeeded": "bool",
        "status": "Optional[int]",
        "error": "Optional[str]",
        "duration_ms": "int",
        "response_body": "str",
    },
)

WindowFiguresCounts = TypedDict(
    "WindowFiguresCounts",
    {
        "sent": "int",
        "dispatched": "int",
        "delivered": "int",
        "soft_bounced": "int",
        "hard_bounced": "int",
        "late_bounced": "int",
        "expired": "int",
        "suppressed": "int",
        "canceled": "int",
        "failed": "int",
        "opened": "int",
        "clicked": "int",
        "complaints": "int",
        "unsubscribes": "int",
        "measured": "int",
        "met": "int",
        "ours": "int",
    },
)

WindowFigures = TypedDict(
    "WindowFigures",
    {
        "counts": "WindowFiguresCounts",
        "latency": "StageSpreads",
    },
)

WindowGroup = TypedDict(
    "WindowGroup",
    {
        "application": "Optional[str]",
        "class": "Optional[str]",
        "provider": "Optional[str]",
        "endpoint": "Optional[str]",
        "egress_ip": "Optional[str]",
    },
    total=False,
)

WindowsDataCounts = TypedDict(
    "WindowsDataCounts",
    {
        "sent": "int",
        "dispatched": "int",
        "delivered": "int",
        "soft_bounced": "int",
        "hard_bounced": "int",
        "late_bounced": "int",
        "expired": "int",
        "suppressed": "int",
        "canceled": "int",
        "failed": "int",
        "opened": "int",
        "clicked": "int",
        "complaints": "int",
        "unsubscribes": "int",
        "measured": "int",
        "met": "int",
        "ours": "int",
    },
)

WindowsData = TypedDict(
    "WindowsData",
    {
        "at": "Optional[str]",
        "group": "WindowGroup",
        "counts": "WindowsDataCounts",
        "latency": "StageSpreads",
    },
)

Windows = TypedDict(
    "Windows",
    {
        "from": "str",
        "to": "str",
        "interval": "Optional[str]",
        "data": "List[WindowsData]",
        "total": "WindowFigures",
    },
)

_AccountCreateSure = TypedDict(
    "_AccountCreateSure",
    {
        "username": "str",
    },
)
_AccountCreateMaybe = TypedDict(
    "_AccountCreateMaybe",
    {
        "name": "str",
        "plan": "str",
        "cell": "int",
    },
    total=False,
)


class AccountCreate(_AccountCreateSure, _AccountCreateMaybe):
    """AccountCreate of the API."""


AccountUpdate = TypedDict(
    "AccountUpdate",
    {
        "name": "str",
        "plan": "str",
        "status": "str",
    },
    total=False,
)

_ApiKeyCreateSure = TypedDict(
    "_ApiKeyCreateSure",
    {
        "name": "str",
        "scopes": "List[str]",
    },
)
_ApiKeyCreateMaybe = TypedDict(
    "_ApiKeyCreateMaybe",
    {
        "application": "str",
        "environment": "str",
        "expires_at": "str",
        "domains": "List[str]",
        "templates": "List[str]",
        "sources": "List[str]",
        "require_signature": "bool",
    },
    total=False,
)


class ApiKeyCreate(_ApiKeyCreateSure, _ApiKeyCreateMaybe):
    """ApiKeyCreate of the API."""


ApiKeyRotate = TypedDict(
    "ApiKeyRotate",
    {
        "overlap_seconds": "int",
    },
    total=False,
)

ApiKeyUpdate = TypedDict(
    "ApiKeyUpdate",
    {
        "name": "str",
        "scopes": "List[str]",
        "expires_at": "Optional[str]",
        "domains": "List[str]",
        "templates": "List[str]",
        "sources": "List[str]",
        "require_signature": "bool",
    },
    total=False,
)

_ApplicationCreateSure = TypedDict(
    "_ApplicationCreateSure",
    {
        "name": "str",
    },
)
_ApplicationCreateMaybe = TypedDict(
    "_ApplicationCreateMaybe",
    {
        "content": "str",
    },
    total=False,
)


class ApplicationCreate(_ApplicationCreateSure, _ApplicationCreateMaybe):
    """ApplicationCreate of the API."""


ApplicationUpdate = TypedDict(
    "ApplicationUpdate",
    {
        "name": "str",
        "content": "str",
    },
    total=False,
)

Batch = TypedDict(
    "Batch",
    {
        "messages": "List[Send]",
    },
)

_DomainCreateSure = TypedDict(
    "_DomainCreateSure",
    {
        "name": "str",
    },
)
_DomainCreateMaybe = TypedDict(
    "_DomainCreateMaybe",
    {
        "stream": "str",
    },
    total=False,
)


class DomainCreate(_DomainCreateSure, _DomainCreateMaybe):
    """DomainCreate of the API."""


_IpPoolCreateIpSure = TypedDict(
    "_IpPoolCreateIpSure",
    {
        "address": "str",
    },
)
_IpPoolCreateIpMaybe = TypedDict(
    "_IpPoolCreateIpMaybe",
    {
        "ehlo_name": "str",
        "warm_up": "bool",
    },
    total=False,
)


class IpPoolCreateIp(_IpPoolCreateIpSure, _IpPoolCreateIpMaybe):
    """IpPoolCreateIp of the API."""


_IpPoolCreateSure = TypedDict(
    "_IpPoolCreateSure",
    {
        "ips": "List[IpPoolCreateIp]",
    },
)
_IpPoolCreateMaybe = TypedDict(
    "_IpPoolCreateMaybe",
    {
        "account": "str",
        "stream": "str",
        "environment": "str",
    },
    total=False,
)


class IpPoolCreate(_IpPoolCreateSure, _IpPoolCreateMaybe):
    """IpPoolCreate of the API."""


IpPoolPart = TypedDict(
    "IpPoolPart",
    {
        "address": "str",
        "destination": "str",
    },
    total=False,
)

_IpPoolUpdateIpSure = TypedDict(
    "_IpPoolUpdateIpSure",
    {
        "address": "str",
    },
)
_IpPoolUpdateIpMaybe = TypedDict(
    "_IpPoolUpdateIpMaybe",
    {
        "ehlo_name": "str",
        "warm_up": "bool",
    },
    total=False,
)


class IpPoolUpdateIp(_IpPoolUpdateIpSure, _IpPoolUpdateIpMaybe):
    """IpPoolUpdateIp of the API."""


IpPoolUpdate = TypedDict(
    "IpPoolUpdate",
    {
        "ips": "List[IpPoolUpdateIp]",
    },
    total=False,
)

_PromoteSure = TypedDict(
    "_PromoteSure",
    {
        "application": "str",
    },
)
_PromoteMaybe = TypedDict(
    "_PromoteMaybe",
    {
        "version": "int",
        "activate": "bool",
        "dry_run": "bool",
    },
    total=False,
)


class Promote(_PromoteSure, _PromoteMaybe):
    """Promote of the API."""


RenderRequest = TypedDict(
    "RenderRequest",
    {
        "variables": "Dict[str, Any]",
        "version": "int",
        "source": "TemplateSource",
    },
    total=False,
)

_MailboxSure = TypedDict(
    "_MailboxSure",
    {
        "email": "str",
    },
)
_MailboxMaybe = TypedDict(
    "_MailboxMaybe",
    {
        "name": "str",
    },
    total=False,
)


class Mailbox(_MailboxSure, _MailboxMaybe):
    """Mailbox of the API."""


_SendAttachmentSure = TypedDict(
    "_SendAttachmentSure",
    {
        "filename": "str",
        "content": "str",
    },
)
_SendAttachmentMaybe = TypedDict(
    "_SendAttachmentMaybe",
    {
        "content_type": "str",
        "content_id": "str",
    },
    total=False,
)


class SendAttachment(_SendAttachmentSure, _SendAttachmentMaybe):
    """SendAttachment of the API."""


_SendSure = TypedDict(
    "_SendSure",
    {
        "to": "Union[Union[str, Mailbox], List[Union[str, Mailbox]]]",
        "from": "Union[str, Mailbox]",
    },
)
_SendMaybe = TypedDict(
    "_SendMaybe",
    {
        "cc": "Union[Union[str, Mailbox], List[Union[str, Mailbox]]]",
        "bcc": "Union[Union[str, Mailbox], List[Union[str, Mailbox]]]",
        "reply_to": "Union[str, Mailbox]",
        "subject": "str",
        "html": "str",
        "text": "str",
        "template": "str",
        "template_version": "int",
        "variables": "Dict[str, Any]",
        "stream": "str",
        "headers": "Dict[str, str]",
        "attachments": "List[SendAttachment]",
        "tags": "List[str]",
        "metadata": "Dict[str, str]",
        "class": "str",
        "expires_in": "int",
        "track_opens": "bool",
        "track_clicks": "bool",
        "list_unsubscribe": "bool",
        "sandbox_result": "str",
        "scheduled_at": "str",
    },
    total=False,
)


class Send(_SendSure, _SendMaybe):
    """Either `template` with `variables`, or `subject` with `html`, `text` or both. to, cc and bcc have at most
    50 addresses together."""


_SuppressionAddSure = TypedDict(
    "_SuppressionAddSure",
    {
        "address": "str",
    },
)
_SuppressionAddMaybe = TypedDict(
    "_SuppressionAddMaybe",
    {
        "reason": "str",
    },
    total=False,
)


class SuppressionAdd(_SuppressionAddSure, _SuppressionAddMaybe):
    """SuppressionAdd of the API."""


SuppressionImport = TypedDict(
    "SuppressionImport",
    {
        "suppressions": "List[SuppressionAdd]",
    },
)

_TemplateCreateSure = TypedDict(
    "_TemplateCreateSure",
    {
        "alias": "str",
    },
)
_TemplateCreateMaybe = TypedDict(
    "_TemplateCreateMaybe",
    {
        "kind": "str",
        "name": "str",
        "subject": "str",
        "html": "str",
        "text": "str",
        "syntax": "str",
        "locale": "str",
        "layout": "str",
        "class": "str",
        "activate": "bool",
        "design": "Optional[str]",
    },
    total=False,
)


class TemplateCreate(_TemplateCreateSure, _TemplateCreateMaybe):
    """TemplateCreate of the API."""


TemplateSource = TypedDict(
    "TemplateSource",
    {
        "subject": "str",
        "html": "str",
        "text": "str",
        "syntax": "str",
        "kind": "str",
        "locale": "str",
        "layout": "str",
        "class": "str",
    },
    total=False,
)

TemplateVersionCreate = TypedDict(
    "TemplateVersionCreate",
    {
        "subject": "str",
        "html": "str",
        "text": "str",
        "syntax": "str",
        "locale": "str",
        "layout": "str",
        "class": "str",
        "activate": "bool",
        "design": "Optional[str]",
    },
    total=False,
)

_UserCreateSure = TypedDict(
    "_UserCreateSure",
    {
        "email": "str",
        "role": "str",
    },
)
_UserCreateMaybe = TypedDict(
    "_UserCreateMaybe",
    {
        "name": "str",
        "password": "str",
    },
    total=False,
)


class UserCreate(_UserCreateSure, _UserCreateMaybe):
    """UserCreate of the API."""


UserUpdate = TypedDict(
    "UserUpdate",
    {
        "email": "str",
        "name": "str",
        "role": "str",
        "password": "str",
    },
    total=False,
)

_WebhookCreateSure = TypedDict(
    "_WebhookCreateSure",
    {
        "url": "str",
    },
)
_WebhookCreateMaybe = TypedDict(
    "_WebhookCreateMaybe",
    {
        "events": "List[str]",
        "retry": "WebhookRetry",
    },
    total=False,
)


class WebhookCreate(_WebhookCreateSure, _WebhookCreateMaybe):
    """WebhookCreate of the API."""


_WebhookReplayCreateSure = TypedDict(
    "_WebhookReplayCreateSure",
    {
        "from": "str",
    },
)
_WebhookReplayCreateMaybe = TypedDict(
    "_WebhookReplayCreateMaybe",
    {
        "to": "str",
        "events": "List[str]",
    },
    total=False,
)


class WebhookReplayCreate(_WebhookReplayCreateSure, _WebhookReplayCreateMaybe):
    """WebhookReplayCreate of the API."""


WebhookSecretRotate = TypedDict(
    "WebhookSecretRotate",
    {
        "overlap_seconds": "int",
    },
    total=False,
)

WebhookTest = TypedDict(
    "WebhookTest",
    {
        "event": "str",
    },
    total=False,
)

WebhookUpdate = TypedDict(
    "WebhookUpdate",
    {
        "url": "str",
        "events": "List[str]",
        "retry": "WebhookRetry",
        "enabled": "bool",
    },
    total=False,
)

SearchMessagesQuery = TypedDict(
    "SearchMessagesQuery",
    {
        "recipient": "str",
        "status": "str",
        "from": "str",
        "subject": "str",
        "template": "str",
        "tag": "List[str]",
        "metadata": "List[str]",
        "class": "str",
        "application": "str",
        "since": "str",
        "until": "str",
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListMessageEventsQuery = TypedDict(
    "ListMessageEventsQuery",
    {
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

GetMessageContentQuery = TypedDict(
    "GetMessageContentQuery",
    {
        "format": "str",
        "recipient": "str",
    },
    total=False,
)

ListEventsQuery = TypedDict(
    "ListEventsQuery",
    {
        "type": "List[str]",
        "since": "str",
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

GetStatsQuery = TypedDict(
    "GetStatsQuery",
    {
        "from": "str",
        "to": "str",
        "interval": "str",
        "group_by": "str",
        "application": "str",
        "class": "str",
        "stream": "str",
        "endpoint": "str",
        "provider": "str",
        "template": "str",
        "tag": "str",
        "domain": "str",
        "recipient_domain": "str",
    },
    total=False,
)

GetLatencyQuery = TypedDict(
    "GetLatencyQuery",
    {
        "from": "str",
        "to": "str",
        "interval": "str",
        "group_by": "str",
        "application": "str",
        "class": "str",
        "stream": "str",
        "endpoint": "str",
        "provider": "str",
        "template": "str",
        "tag": "str",
        "domain": "str",
        "recipient_domain": "str",
    },
    total=False,
)

GetWindowsQuery = TypedDict(
    "GetWindowsQuery",
    {
        "from": "str",
        "to": "str",
        "interval": "str",
        "group_by": "str",
        "application": "str",
        "class": "str",
        "provider": "str",
        "endpoint": "str",
        "egress_ip": "str",
    },
    total=False,
)

ListAlertsQuery = TypedDict(
    "ListAlertsQuery",
    {
        "limit": "int",
        "cursor": "str",
        "state": "str",
        "application": "str",
    },
    total=False,
)

GetSlaReportQuery = TypedDict(
    "GetSlaReportQuery",
    {
        "month": "str",
        "from": "str",
        "to": "str",
        "application": "str",
        "class": "str",
        "format": "str",
    },
    total=False,
)

ListTemplatesQuery = TypedDict(
    "ListTemplatesQuery",
    {
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListTemplateVersionsQuery = TypedDict(
    "ListTemplateVersionsQuery",
    {
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListDomainsQuery = TypedDict(
    "ListDomainsQuery",
    {
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListSandboxMessagesQuery = TypedDict(
    "ListSandboxMessagesQuery",
    {
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListSuppressionsQuery = TypedDict(
    "ListSuppressionsQuery",
    {
        "address": "str",
        "reason": "str",
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

EraseRecipientQuery = TypedDict(
    "EraseRecipientQuery",
    {
        "suppressions": "str",
    },
    total=False,
)

ListIpPoolsQuery = TypedDict(
    "ListIpPoolsQuery",
    {
        "account": "str",
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListQueuesQuery = TypedDict(
    "ListQueuesQuery",
    {
        "account": "str",
        "pool": "str",
        "destination": "str",
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListWebhooksQuery = TypedDict(
    "ListWebhooksQuery",
    {
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListWebhookDeliveriesQuery = TypedDict(
    "ListWebhookDeliveriesQuery",
    {
        "result": "str",
        "event": "str",
        "message": "str",
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListAccountsQuery = TypedDict(
    "ListAccountsQuery",
    {
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListUsersQuery = TypedDict(
    "ListUsersQuery",
    {
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListAuditLogsQuery = TypedDict(
    "ListAuditLogsQuery",
    {
        "limit": "int",
        "cursor": "str",
        "resource": "str",
        "actor": "str",
        "since": "str",
        "until": "str",
        "account": "str",
    },
    total=False,
)

ListApplicationsQuery = TypedDict(
    "ListApplicationsQuery",
    {
        "limit": "int",
        "cursor": "str",
    },
    total=False,
)

ListApiKeysQuery = TypedDict(
    "ListApiKeysQuery",
    {
        "limit": "int",
        "cursor": "str",
        "application": "str",
    },
    total=False,
)
