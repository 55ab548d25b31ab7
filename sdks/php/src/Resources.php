<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail;

use Migomail\Resource\MessagesResource;
use Migomail\Resource\EventsResource;
use Migomail\Resource\StatsResource;
use Migomail\Resource\AlertsResource;
use Migomail\Resource\ReportsResource;
use Migomail\Resource\TemplatesResource;
use Migomail\Resource\DomainsResource;
use Migomail\Resource\SandboxResource;
use Migomail\Resource\SuppressionsResource;
use Migomail\Resource\RecipientsResource;
use Migomail\Resource\IpPoolsResource;
use Migomail\Resource\QueuesResource;
use Migomail\Resource\WebhooksResource;
use Migomail\Resource\ProofKeysResource;
use Migomail\Resource\AccountsResource;
use Migomail\Resource\UsersResource;
use Migomail\Resource\AuditLogsResource;
use Migomail\Resource\ApplicationsResource;
use Migomail\Resource\ApiKeysResource;
use Migomail\Resource\LimitsResource;

/** The resources of the API. */
abstract class Resources
{
    public readonly MessagesResource $messages;
    public readonly EventsResource $events;
    public readonly StatsResource $stats;
    public readonly AlertsResource $alerts;
    public readonly ReportsResource $reports;
    public readonly TemplatesResource $templates;
    public readonly DomainsResource $domains;
    public readonly SandboxResource $sandbox;
    public readonly SuppressionsResource $suppressions;
    public readonly RecipientsResource $recipients;
    public readonly IpPoolsResource $ipPools;
    public readonly QueuesResource $queues;
    public readonly WebhooksResource $webhooks;
    public readonly ProofKeysResource $proofKeys;
    public readonly AccountsResource $accounts;
    public readonly UsersResource $users;
    public readonly AuditLogsResource $auditLogs;
    public readonly ApplicationsResource $applications;
    public readonly ApiKeysResource $apiKeys;
    public readonly LimitsResource $limits;

    public function __construct(Caller $caller)
    {
        $this->messages = new MessagesResource($caller);
        $this->events = new EventsResource($caller);
        $this->stats = new StatsResource($caller);
        $this->alerts = new AlertsResource($caller);
        $this->reports = new ReportsResource($caller);
        $this->templates = new TemplatesResource($caller);
        $this->domains = new DomainsResource($caller);
        $this->sandbox = new SandboxResource($caller);
        $this->suppressions = new SuppressionsResource($caller);
        $this->recipients = new RecipientsResource($caller);
        $this->ipPools = new IpPoolsResource($caller);
        $this->queues = new QueuesResource($caller);
        $this->webhooks = new WebhooksResource($caller);
        $this->proofKeys = new ProofKeysResource($caller);
        $this->accounts = new AccountsResource($caller);
        $this->users = new UsersResource($caller);
        $this->auditLogs = new AuditLogsResource($caller);
        $this->applications = new ApplicationsResource($caller);
        $this->apiKeys = new ApiKeysResource($caller);
        $this->limits = new LimitsResource($caller);
    }
}
