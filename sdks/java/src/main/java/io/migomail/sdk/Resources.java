// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

/** The resources of the API. */
abstract class Resources {
    private final MessagesResource messages;
    private final EventsResource events;
    private final StatsResource stats;
    private final AlertsResource alerts;
    private final ReportsResource reports;
    private final TemplatesResource templates;
    private final DomainsResource domains;
    private final SandboxResource sandbox;
    private final SuppressionsResource suppressions;
    private final RecipientsResource recipients;
    private final IpPoolsResource ipPools;
    private final QueuesResource queues;
    private final WebhooksResource webhooks;
    private final ProofKeysResource proofKeys;
    private final AccountsResource accounts;
    private final UsersResource users;
    private final AuditLogsResource auditLogs;
    private final ApplicationsResource applications;
    private final ApiKeysResource apiKeys;
    private final LimitsResource limits;

    Resources(Caller caller) {
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

    /** The resource messages. */
    public MessagesResource messages() {
        return messages;
    }

    /** The resource events. */
    public EventsResource events() {
        return events;
    }

    /** The resource stats. */
    public StatsResource stats() {
        return stats;
    }

    /** The resource alerts. */
    public AlertsResource alerts() {
        return alerts;
    }

    /** The resource reports. */
    public ReportsResource reports() {
        return reports;
    }

    /** The resource templates. */
    public TemplatesResource templates() {
        return templates;
    }

    /** The resource domains. */
    public DomainsResource domains() {
        return domains;
    }

    /** The resource sandbox. */
    public SandboxResource sandbox() {
        return sandbox;
    }

    /** The resource suppressions. */
    public SuppressionsResource suppressions() {
        return suppressions;
    }

    /** The resource recipients. */
    public RecipientsResource recipients() {
        return recipients;
    }

    /** The resource ip_pools. */
    public IpPoolsResource ipPools() {
        return ipPools;
    }

    /** The resource queues. */
    public QueuesResource queues() {
        return queues;
    }

    /** The resource webhooks. */
    public WebhooksResource webhooks() {
        return webhooks;
    }

    /** The resource proof_keys. */
    public ProofKeysResource proofKeys() {
        return proofKeys;
    }

    /** The resource accounts. */
    public AccountsResource accounts() {
        return accounts;
    }

    /** The resource users. */
    public UsersResource users() {
        return users;
    }

    /** The resource audit_logs. */
    public AuditLogsResource auditLogs() {
        return auditLogs;
    }

    /** The resource applications. */
    public ApplicationsResource applications() {
        return applications;
    }

    /** The resource api_keys. */
    public ApiKeysResource apiKeys() {
        return apiKeys;
    }

    /** The resource limits. */
    public LimitsResource limits() {
        return limits;
    }
}
