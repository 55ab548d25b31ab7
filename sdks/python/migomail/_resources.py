# Made of docs/openapi.yaml; see sdks/README.md.
from __future__ import annotations

from typing import Any, Optional

from . import types
from ._caller import Call, Caller
from ._page import Page


class Resource:
    """Methods of one resource. Safe for use by several threads."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller


class Messages(Resource):
    """The resource messages."""

    def send(self, body: types.Send, *, idempotency_key: Optional[str] = None) -> types.Accepted:
        """Send a message. Scope: messages:send. Repeats of this call send the same idempotency key, so that it
        counts once."""
        return self._caller.answer(Call("POST", "/v1/messages", body=body, keyed=True, idempotency_key=idempotency_key))

    def send_batch(self, body: types.Batch, *, idempotency_key: Optional[str] = None) -> types.BatchResult:
        """Send up to 500 messages. Scope: messages:send. Repeats of this call send the same idempotency key, so
        that it counts once."""
        return self._caller.answer(Call("POST", "/v1/messages/batch", body=body, keyed=True, idempotency_key=idempotency_key))

    def search(self, query: Optional[types.SearchMessagesQuery] = None) -> Page[types.MessageSummary]:
        """Search the messages of the key's application and environment, newest first. Every condition given must
        hold. Scope: messages:read. Walking over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/messages", query=query))

    def get(self, id: str) -> types.Message:
        """The whole story of a message; of an id that a repeat under the same idempotency key got on the next
        day, the first's. Scope: messages:read."""
        return self._caller.answer(Call("GET", "/v1/messages/{id}", id))

    def list_events(self, id: str, query: Optional[types.ListMessageEventsQuery] = None) -> Page[types.Event]:
        """The event log of a message. Scope: messages:read. Walking over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/messages/{id}/events", id, query=query))

    def cancel(self, id: str) -> types.Cancellation:
        """Cancel what has not left. Deliveries that wait end as canceled, with one event each; those under way
        or settled are left alone. May be repeated. Scope: messages:send."""
        return self._caller.answer(Call("POST", "/v1/messages/{id}/cancel", id))

    def explain(self, id: str) -> types.Explanation:
        """Where each delivery is now, why it waits, and what its destination's queue does as a whole. Scope:
        messages:read."""
        return self._caller.answer(Call("GET", "/v1/messages/{id}/explain", id))

    def content(self, id: str, query: Optional[types.GetMessageContentQuery] = None) -> types.MessageContent:
        """What the message said, as far as its application has it kept. Scope: messages:read."""
        return self._caller.answer(Call("GET", "/v1/messages/{id}/content", id, query=query))

    def proof(self, id: str) -> types.Proofs:
        """Signed statements of what was sent to whom and what became of it, one for each recipient, that can be
        shown to others. Scope: messages:read."""
        return self._caller.answer(Call("GET", "/v1/messages/{id}/proof", id))


class Events(Resource):
    """The resource events."""

    def list(self, query: Optional[types.ListEventsQuery] = None) -> Page[types.Event]:
        """The events of the key's application and environment, for those who cannot be called by webhooks.
        Scope: messages:read. Walking over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/events", query=query))


class Stats(Resource):
    """The resource stats."""

    def get(self, query: Optional[types.GetStatsQuery] = None) -> types.Stats:
        """What happened, counted, in total or by hour, day and up to three dimensions. Scope: stats:read."""
        return self._caller.answer(Call("GET", "/v1/stats", query=query))

    def latency(self, query: Optional[types.GetLatencyQuery] = None) -> types.Latency:
        """How long deliveries took that were accepted by a mail server within the range, stage by stage, grouped
        likewise. Scope: stats:read."""
        return self._caller.answer(Call("GET", "/v1/stats/latency", query=query))

    def windows(self, query: Optional[types.GetWindowsQuery] = None) -> types.Windows:
        """What happened and how long it took, as it is counted by the minute. Scope: stats:read."""
        return self._caller.answer(Call("GET", "/v1/stats/windows", query=query))


class Alerts(Resource):
    """The resource alerts."""

    def list(self, query: Optional[types.ListAlertsQuery] = None) -> Page[types.Alert]:
        """What endangers the promise on the application's mail now, and what did. Scope: stats:read. Walking
        over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/alerts", query=query))


class Reports(Resource):
    """The resource reports."""

    def sla(self, query: Optional[types.GetSlaReportQuery] = None) -> types.SlaReport:
        """How many deliveries were accepted within the promised time, of each application and class. Scope:
        stats:read."""
        return self._caller.answer(Call("GET", "/v1/reports/sla", query=query))

    def sla_csv(self, query: Optional[types.GetSlaReportQuery] = None) -> str:
        """The same as text/csv. How many deliveries were accepted within the promised time, of each application
        and class. Scope: stats:read."""
        return self._caller.text(Call("GET", "/v1/reports/sla", query={**(query or {}), "format": "csv"}))


class Templates(Resource):
    """The resource templates."""

    def create(self, body: types.TemplateCreate) -> types.Template:
        """Create a template; its first version is active at once, unless it is to be a draft. Scope:
        templates:write."""
        return self._caller.answer(Call("POST", "/v1/templates", body=body, once=True))

    def list(self, query: Optional[types.ListTemplatesQuery] = None) -> Page[types.Template]:
        """List templates. Scope: templates:read. Walking over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/templates", query=query))

    def get(self, alias: str) -> types.Template:
        """A template with its active version. Scope: templates:read."""
        return self._caller.answer(Call("GET", "/v1/templates/{alias}", alias))

    def create_version(self, alias: str, body: types.TemplateVersionCreate) -> types.TemplateVersion:
        """Add a version. Scope: templates:write."""
        return self._caller.answer(Call("POST", "/v1/templates/{alias}/versions", alias, body=body, once=True))

    def list_versions(self, alias: str, query: Optional[types.ListTemplateVersionsQuery] = None) -> Page[types.TemplateVersion]:
        """List versions. Scope: templates:read. Walking over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/templates/{alias}/versions", alias, query=query))

    def get_version(self, alias: str, number: int) -> types.TemplateVersion:
        """A version with its source. Scope: templates:read."""
        return self._caller.answer(Call("GET", "/v1/templates/{alias}/versions/{n}", alias, number))

    def activate_version(self, alias: str, number: int) -> types.Template:
        """Publish a version, or roll back to it. Scope: templates:write."""
        return self._caller.answer(Call("POST", "/v1/templates/{alias}/versions/{n}/activate", alias, number))

    def render(self, alias: str, body: types.RenderRequest) -> types.Rendered:
        """What a send with these variables would say. Scope: templates:read."""
        return self._caller.answer(Call("POST", "/v1/templates/{alias}/render", alias, body=body))

    def validate(self, alias: str, body: types.TemplateSource) -> types.TemplateCheck:
        """Whether a source could be published. Scope: templates:read."""
        return self._caller.answer(Call("POST", "/v1/templates/{alias}/validate", alias, body=body))

    def promote(self, alias: str, body: types.Promote) -> types.Promoted:
        """Copy a version to another application of the account, or see what that would change. Scope: admin."""
        return self._caller.answer(Call("POST", "/v1/templates/{alias}/promote", alias, body=body))


class Domains(Resource):
    """The resource domains."""

    def create(self, body: types.DomainCreate) -> types.Domain:
        """Add a sending domain; its keys are made here. Scope: domains:write."""
        return self._caller.answer(Call("POST", "/v1/domains", body=body, once=True))

    def list(self, query: Optional[types.ListDomainsQuery] = None) -> Page[types.Domain]:
        """List domains. Scope: domains:read. Walking over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/domains", query=query))

    def get(self, id: str) -> types.Domain:
        """A domain with its records. Scope: domains:read."""
        return self._caller.answer(Call("GET", "/v1/domains/{id}", id))

    def delete(self, id: str) -> None:
        """Remove a domain and its keys; accepted mail that is not signed yet fails. Scope: domains:write."""
        return self._caller.nothing(Call("DELETE", "/v1/domains/{id}", id))

    def verify(self, id: str) -> types.Domain:
        """Look at the DNS now instead of at the next of its automatic looks. Scope: domains:write."""
        return self._caller.answer(Call("POST", "/v1/domains/{id}/verify", id))

    def rotate_keys(self, id: str) -> types.Domain:
        """Make new DKIM keys, staged over two selectors. Scope: domains:write."""
        return self._caller.answer(Call("POST", "/v1/domains/{id}/dkim/rotate", id, once=True))


class Sandbox(Resource):
    """The resource sandbox."""

    def list_messages(self, query: Optional[types.ListSandboxMessagesQuery] = None) -> Page[types.CapturedMail]:
        """Sandbox mail as the simulated mail server received it, newest first. Scope: messages:read. Walking
        over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/sandbox/messages", query=query))

    def get_message(self, id: str) -> types.CapturedMail:
        """A captured mail with its source. Scope: messages:read."""
        return self._caller.answer(Call("GET", "/v1/sandbox/messages/{id}", id))


class Suppressions(Resource):
    """The resource suppressions."""

    def add(self, body: types.SuppressionAdd) -> types.Suppression:
        """Write to an address no more. Scope: suppressions:write."""
        return self._caller.answer(Call("POST", "/v1/suppressions", body=body))

    def import_many(self, body: types.SuppressionImport) -> types.SuppressionsImported:
        """Add up to 1,000 at once, all or none. Scope: suppressions:write."""
        return self._caller.answer(Call("POST", "/v1/suppressions/import", body=body))

    def list(self, query: Optional[types.ListSuppressionsQuery] = None) -> Page[types.Suppression]:
        """The addresses that are not written to, newest first. Scope: suppressions:read. Walking over the page
        goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/suppressions", query=query))

    def get(self, address: str) -> types.Suppression:
        """Why an address is not written to. Scope: suppressions:read."""
        return self._caller.answer(Call("GET", "/v1/suppressions/{address}", address))

    def remove(self, address: str) -> None:
        """Write to an address again. Scope: suppressions:write."""
        return self._caller.nothing(Call("DELETE", "/v1/suppressions/{address}", address))


class Recipients(Resource):
    """The resource recipients."""

    def erase(self, address: str, query: Optional[types.EraseRecipientQuery] = None) -> types.ErasureReceipt:
        """Erase a person everywhere within the account, with a receipt. Scope: admin."""
        return self._caller.answer(Call("DELETE", "/v1/recipients/{address}/data", address, query=query))


class IpPools(Resource):
    """The resource ip_pools."""

    def create(self, body: types.IpPoolCreate) -> types.IpPool:
        """Give an account a pool for a stream that has none. Needs a live key of the operator's account. Scope:
        admin."""
        return self._caller.answer(Call("POST", "/v1/ip-pools", body=body, once=True))

    def list(self, query: Optional[types.ListIpPoolsQuery] = None) -> Page[types.IpPool]:
        """The pools of the key's account and environment, and what waits in them. Scope: stats:read. Walking
        over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/ip-pools", query=query))

    def get(self, id: str) -> types.IpPool:
        """A pool, what its addresses met with in seven days, the replies that refused in a day, and its queues
        as they are, a second behind. Scope: stats:read."""
        return self._caller.answer(Call("GET", "/v1/ip-pools/{id}", id))

    def update(self, id: str, body: types.IpPoolUpdate) -> types.IpPool:
        """Change the addresses of a pool. Needs a live key of the operator's account. Scope: admin."""
        return self._caller.answer(Call("PATCH", "/v1/ip-pools/{id}", id, body=body))

    def suspend(self, id: str, body: Optional[types.IpPoolPart] = None) -> types.IpPool:
        """Let nothing out by a pool, from one of its addresses, or to one destination. Needs a live key of the
        operator's account. Scope: admin."""
        return self._caller.answer(Call("POST", "/v1/ip-pools/{id}/suspend", id, body=body))

    def resume(self, id: str, body: Optional[types.IpPoolPart] = None) -> types.IpPool:
        """End a suspension. Needs a live key of the operator's account. Scope: admin."""
        return self._caller.answer(Call("POST", "/v1/ip-pools/{id}/resume", id, body=body))


class Queues(Resource):
    """The resource queues."""

    def list(self, query: Optional[types.ListQueuesQuery] = None) -> Page[types.Queue]:
        """What waits, by destination and pool, as it is, a second behind. Scope: stats:read. Walking over the
        page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/queues", query=query))


class Webhooks(Resource):
    """The resource webhooks."""

    def create(self, body: types.WebhookCreate) -> types.WebhookCreated:
        """Subscribe; the signing secret is shown once. Scope: webhooks:write."""
        return self._caller.answer(Call("POST", "/v1/webhooks", body=body, once=True))

    def list(self, query: Optional[types.ListWebhooksQuery] = None) -> Page[types.Webhook]:
        """List webhooks of the key's environment. Scope: webhooks:read. Walking over the page goes on to the
        next ones."""
        return self._caller.page(Call("GET", "/v1/webhooks", query=query))

    def get(self, id: str) -> types.Webhook:
        """A webhook. Scope: webhooks:read."""
        return self._caller.answer(Call("GET", "/v1/webhooks/{id}", id))

    def update(self, id: str, body: types.WebhookUpdate) -> types.Webhook:
        """Change a webhook. Scope: webhooks:write."""
        return self._caller.answer(Call("PATCH", "/v1/webhooks/{id}", id, body=body))

    def delete(self, id: str) -> None:
        """Unsubscribe. Scope: webhooks:write."""
        return self._caller.nothing(Call("DELETE", "/v1/webhooks/{id}", id))

    def test(self, id: str, body: Optional[types.WebhookTest] = None) -> types.WebhookTested:
        """Send one signed sample event at once, also to a webhook that is disabled, and tell what came back
        within 15 seconds. Scope: webhooks:write."""
        return self._caller.answer(Call("POST", "/v1/webhooks/{id}/test", id, body=body, once=True))

    def list_deliveries(self, id: str, query: Optional[types.ListWebhookDeliveriesQuery] = None) -> Page[types.WebhookDelivery]:
        """What each attempt to deliver an event to the webhook came to, newest first, for 30 days. Scope:
        webhooks:read. Walking over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/webhooks/{id}/deliveries", id, query=query))

    def retry_delivery(self, id: str, delivery: str) -> types.WebhookRetried:
        """Send the event of a delivery again, at once. Scope: webhooks:write."""
        return self._caller.answer(Call("POST", "/v1/webhooks/{id}/deliveries/{delivery}/retry", id, delivery, once=True))

    def replay(self, id: str, body: types.WebhookReplayCreate) -> types.WebhookReplayed:
        """Send the events of a span of time again, also such as came before the webhook was there. Scope:
        webhooks:write."""
        return self._caller.answer(Call("POST", "/v1/webhooks/{id}/replay", id, body=body, once=True))

    def cancel_replay(self, id: str) -> None:
        """End the replay under way; the few events that it has read are still sent. Scope: webhooks:write."""
        return self._caller.nothing(Call("DELETE", "/v1/webhooks/{id}/replay", id))

    def rotate_secret(self, id: str, body: Optional[types.WebhookSecretRotate] = None) -> types.WebhookCreated:
        """Give a webhook a new secret, which is shown once. Scope: webhooks:write."""
        return self._caller.answer(Call("POST", "/v1/webhooks/{id}/rotate-secret", id, body=body, once=True))


class ProofKeys(Resource):
    """The resource proof_keys."""

    def rotate(self) -> types.ProofKey:
        """Sign proofs with a new key from now on, for the operator. Those that were signed before go on to
        verify. Needs a live key without limits. Scope: admin."""
        return self._caller.answer(Call("POST", "/v1/proof-keys/rotate", once=True))


class Accounts(Resource):
    """The resource accounts."""

    def create(self, body: types.AccountCreate) -> types.AccountCreated:
        """Open an account, for the operator. It has an application and a key of each environment, which are
        shown once. Scope: admin."""
        return self._caller.answer(Call("POST", "/v1/accounts", body=body, once=True))

    def list(self, query: Optional[types.ListAccountsQuery] = None) -> Page[types.Account]:
        """The key's own account; for the operator all of them. Scope: admin. Walking over the page goes on to
        the next ones."""
        return self._caller.page(Call("GET", "/v1/accounts", query=query))

    def get(self, id: str) -> types.Account:
        """The key's own account; for the operator any. Scope: admin."""
        return self._caller.answer(Call("GET", "/v1/accounts/{id}", id))

    def update(self, id: str, body: types.AccountUpdate) -> types.Account:
        """Change the account's name; for the operator also its plan and status. Needs a live key without limits.
        Scope: admin."""
        return self._caller.answer(Call("PATCH", "/v1/accounts/{id}", id, body=body))

    def close(self, id: str) -> None:
        """Close an account, for the operator. Its keys end at once; what was accepted is still delivered,
        nothing is erased, and status active opens it again. Scope: admin."""
        return self._caller.nothing(Call("DELETE", "/v1/accounts/{id}", id))


class Users(Resource):
    """The resource users."""

    def create(self, body: types.UserCreate) -> types.User:
        """Add a person to the account. The first one must be its owner. Needs a live key without limits. Scope:
        admin."""
        return self._caller.answer(Call("POST", "/v1/users", body=body, once=True))

    def list(self, query: Optional[types.ListUsersQuery] = None) -> Page[types.User]:
        """List the people of the account. Scope: admin. Walking over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/users", query=query))

    def get(self, id: str) -> types.User:
        """A person of the account. Scope: admin."""
        return self._caller.answer(Call("GET", "/v1/users/{id}", id))

    def update(self, id: str, body: types.UserUpdate) -> types.User:
        """Change a person. Needs a live key without limits. Scope: admin."""
        return self._caller.answer(Call("PATCH", "/v1/users/{id}", id, body=body))

    def delete(self, id: str) -> None:
        """Remove a person, other than the last owner. Needs a live key without limits. Scope: admin."""
        return self._caller.nothing(Call("DELETE", "/v1/users/{id}", id))


class AuditLogs(Resource):
    """The resource audit_logs."""

    def list(self, query: Optional[types.ListAuditLogsQuery] = None) -> Page[types.AuditLog]:
        """Who changed what of the account, newest first. Scope: admin. Walking over the page goes on to the next
        ones."""
        return self._caller.page(Call("GET", "/v1/audit-logs", query=query))


class Applications(Resource):
    """The resource applications."""

    def create(self, body: types.ApplicationCreate) -> types.Application:
        """Create an application. Scope: admin."""
        return self._caller.answer(Call("POST", "/v1/applications", body=body, once=True))

    def list(self, query: Optional[types.ListApplicationsQuery] = None) -> Page[types.Application]:
        """List applications. Scope: admin. Walking over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/applications", query=query))

    def get(self, id: str) -> types.Application:
        """An application. Scope: admin."""
        return self._caller.answer(Call("GET", "/v1/applications/{id}", id))

    def update(self, id: str, body: types.ApplicationUpdate) -> types.Application:
        """Rename an application. Needs a live key without limits. Scope: admin."""
        return self._caller.answer(Call("PATCH", "/v1/applications/{id}", id, body=body))

    def delete(self, id: str) -> None:
        """Delete an application that has neither active API keys nor webhooks (409 in_use). What it accepted is
        still delivered. Needs a live key without limits. Scope: admin."""
        return self._caller.nothing(Call("DELETE", "/v1/applications/{id}", id))


class ApiKeys(Resource):
    """The resource api_keys."""

    def create(self, body: types.ApiKeyCreate) -> types.ApiKeyCreated:
        """Create an API key; it is shown once. Scope: admin."""
        return self._caller.answer(Call("POST", "/v1/api-keys", body=body, once=True))

    def list(self, query: Optional[types.ListApiKeysQuery] = None) -> Page[types.ApiKey]:
        """List the keys of an application. Scope: admin. Walking over the page goes on to the next ones."""
        return self._caller.page(Call("GET", "/v1/api-keys", query=query))

    def get(self, id: str) -> types.ApiKey:
        """An API key, without its secret. Scope: admin."""
        return self._caller.answer(Call("GET", "/v1/api-keys/{id}", id))

    def update(self, id: str, body: types.ApiKeyUpdate) -> types.ApiKey:
        """Change an API key that is neither revoked nor expired (409 key_not_active). Needs a key without
        limits, a live key for a live key. Scope: admin."""
        return self._caller.answer(Call("PATCH", "/v1/api-keys/{id}", id, body=body))

    def delete(self, id: str) -> None:
        """Revoke an API key. Scope: admin."""
        return self._caller.nothing(Call("DELETE", "/v1/api-keys/{id}", id))

    def rotate(self, id: str, body: Optional[types.ApiKeyRotate] = None) -> types.ApiKeyCreated:
        """Give an API key a successor, which is shown once. Scope: admin."""
        return self._caller.answer(Call("POST", "/v1/api-keys/{id}/rotate", id, body=body, once=True))


class Limits(Resource):
    """The resource limits."""

    def get(self) -> types.Limits:
        """What a request may hold."""
        return self._caller.answer(Call("GET", "/v1/limits"))


class Resources:
    """The resources of the API."""

    def __init__(self, caller: Caller) -> None:
        self.messages = Messages(caller)
        self.events = Events(caller)
        self.stats = Stats(caller)
        self.alerts = Alerts(caller)
        self.reports = Reports(caller)
        self.templates = Templates(caller)
        self.domains = Domains(caller)
        self.sandbox = Sandbox(caller)
        self.suppressions = Suppressions(caller)
        self.recipients = Recipients(caller)
        self.ip_pools = IpPools(caller)
        self.queues = Queues(caller)
        self.webhooks = Webhooks(caller)
        self.proof_keys = ProofKeys(caller)
        self.accounts = Accounts(caller)
        self.users = Users(caller)
        self.audit_logs = AuditLogs(caller)
        self.applications = Applications(caller)
        self.api_keys = ApiKeys(caller)
        self.limits = Limits(caller)
