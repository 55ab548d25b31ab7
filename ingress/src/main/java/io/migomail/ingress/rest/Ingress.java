package io.migomail.ingress.rest;

import io.migomail.compose.MailMarks;
import io.migomail.compose.TrackingUrls;
import io.migomail.control.ControlPlane;
import io.migomail.control.Erasures;
import io.migomail.control.MasterKey;
import io.migomail.control.Scope;
import io.migomail.control.SecretBox;
import io.migomail.core.Limits;
import io.migomail.core.MessageIds;
import io.migomail.core.ReturnPaths;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.StreamLimits;
import io.migomail.core.TimeSource;
import io.migomail.core.TrackingKind;
import io.migomail.core.TrackingTokens;
import io.migomail.core.body.BodyStore;
import io.migomail.ingress.domain.DomainPoller;
import io.migomail.ingress.domain.DomainRecords;
import io.migomail.ingress.fact.FactLog;
import io.migomail.ingress.intake.Authenticator;
import io.migomail.ingress.intake.BodySweep;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.intake.Intake;
import io.migomail.ingress.intake.KeyUses;
import io.migomail.ingress.intake.MessageLog;
import io.migomail.ingress.intake.Periodic;
import io.migomail.ingress.intake.PublishedTemplates;
import io.migomail.ingress.intake.SignatureCheck;
import io.migomail.ingress.manage.ErasureSweep;
import io.migomail.ingress.manage.IpPools;
import io.migomail.ingress.manage.Management;
import io.migomail.ingress.manage.ProofKeyRotation;
import io.migomail.ingress.manage.Recipients;
import io.migomail.ingress.manage.SuppressionIds;
import io.migomail.ingress.manage.Suppressions;
import io.migomail.ingress.manage.Templates;
import io.migomail.ingress.manage.WebhookDeliveries;
import io.migomail.ingress.manage.WebhookProbe;
import io.migomail.ingress.manage.WebhookReplays;
import io.migomail.ingress.metric.IngressMeters;
import io.migomail.ingress.metric.MeteredBodies;
import io.migomail.ingress.metric.MeteredLog;
import io.migomail.ingress.pace.PaceLine;
import io.migomail.ingress.proof.ProofKeys;
import io.migomail.ingress.sandbox.SandboxMail;
import io.migomail.ingress.story.MessageStore;
import io.migomail.ingress.story.RecentMessages;
import io.migomail.ingress.track.HitLog;
import io.migomail.ingress.track.TrackingEndpoints;
import io.migomail.ingress.track.Unsubscriptions;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.telemetry.Readiness;
import io.migomail.telemetry.trace.Tracing;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The REST side of the product in one process, and the intake that SMTP shares. Made with what it needs, which stays
 * its maker's to close; serves from {@link #start} until {@link #close}, which lets requests in flight end first.
 *
 * <p>The table of routes with the scope of each is {@link #routes}. A send goes to {@link Messages}, then to
 * {@link Intake}.
 *
 * <p>Next on the message's way: {@link Intake}.
 */
public final class Ingress implements AutoCloseable {
    /** What is around it. */
    public record Parts(
            ControlPlane control,
            MessageLog log,
            MessageStore store,
            PaceLine pace,
            FactLog facts,
            SandboxMail sandbox,
            DnsResolver dns,
            MasterKey master,
            TimeSource time) {}

    private final IngressMeters meters;
    private final Settings settings;
    private final Parts parts;
    private final BodyStore bodies;
    private final Intake intake;
    private final Authenticator authenticator;
    private final Messages messages;
    private final Cancellation cancellation;
    private final Explanation explanation;
    private final Contents contents;
    private final Proofs proofs;
    private final ProofKeyRotation proofKeys;
    private final Search search;
    private final Suppressions suppressions;
    private final SandboxMessages sandbox;
    private final Feed feed;
    private final Stats stats;
    private final WindowStats windows;
    private final Alerts alerts;
    private final SlaReports sla;
    private final Management manage;
    private final WebhookDeliveries deliveries;
    private final WebhookReplays replays;
    private final IpPools pools;
    private final WebhookProbe probe;
    private final Recipients recipients;
    private final ErasureSweep erasures;
    private final Runnable remembering;
    private final RateLimiter limiter;
    private final Batch batch;
    private final HitLog hits;
    private final TrackingEndpoints tracking;
    private final KeyUses uses;
    private final DomainPoller poller;
    private final WebSide web;
    private final RestServer server;
    /** What runs from start to close. */
    private final List<Periodic> chores = new ArrayList<>();

    /** @param pages further pages to serve, without a key */
    public Ingress(Settings settings, Parts parts, List<PageRoute> pages) {
        this(settings, parts, pages, Room.usual());
    }

    Ingress(Settings settings, Parts parts, List<PageRoute> pages, Room room) {
        this.meters = new IngressMeters(parts.time());
        this.settings = settings;
        this.parts = parts;
        SecureRandom random = new SecureRandom();
        MessageIds ids = new MessageIds(parts.master().derive("message-ids"));
        PublishedTemplates published = new PublishedTemplates(parts.time());
        RecentMessages recent = new RecentMessages();
        this.bodies = new MeteredBodies(BodyStore.of(settings), meters, parts.time());
        MessageLog log = new MeteredLog(parts.log(), meters, parts.time());
        this.intake = new Intake(
                new Intake.Parts(parts.control(), log, bodies, published, ids, random),
                parts.time(),
                meters.andThen(recent),
                Tracing.ofProcess(System.getenv(), "migomail-ingress"));
        this.uses = new KeyUses(parts.control(), parts.time());
        this.authenticator = new Authenticator(parts.control().view(), parts.time(), uses);
        MessageLookup lookup = new MessageLookup(parts.store(), recent, ids);
        this.messages = new Messages(intake, lookup);
        this.cancellation = new Cancellation(lookup, parts.pace());
        this.explanation = new Explanation(lookup, parts.pace());
        TrackingTokens tokens = new TrackingTokens(parts.master()::derive);
        ReturnPaths paths = new ReturnPaths(parts.master()::derive);
        MailMarks marks =
                new MailMarks(new TrackingUrls(settings.get(Setting.MIGO_TRACKING_URL), tokens), paths::local);
        this.contents = new Contents(
                lookup, new Contents.Parts(parts.store(), parts.control().view(), published, bodies, marks));
        Cursors cursors = new Cursors(parts.master().derive("cursors"));
        this.search = new Search(parts.store(), cursors);
        this.sandbox = new SandboxMessages(parts.sandbox(), ids, paths);
        this.suppressions = new Suppressions(
                new Suppressions.Parts(
                        parts.control(), new SuppressionIds(parts.master()), parts.facts(), parts.store()),
                cursors);
        this.feed = new Feed(parts.store(), cursors);
        Reports reports = new Reports(parts.store());
        this.stats = new Stats(parts.control().view(), reports);
        this.windows = new WindowStats(parts.control().view(), reports);
        this.alerts = new Alerts(parts.control().view());
        this.sla = new SlaReports(parts.control().view(), reports);
        SecretBox box = new SecretBox(parts.master(), random);
        DomainRecords records = new DomainRecords(
                parts.dns(), settings.get(Setting.MIGO_TRACKING_DOMAIN), settings.get(Setting.MIGO_SPF_DOMAIN));
        this.poller = new DomainPoller(parts.control(), records, parts.time(), random);
        Management.Parts managed =
                new Management.Parts(parts.control(), box, parts.dns(), records, published, uses, random);
        this.manage = Management.of(settings, managed);
        ProofKeys signing = new ProofKeys(parts.control(), box, random);
        this.proofs = new Proofs(lookup, signing, PublicUrl.of(settings));
        this.proofKeys = new ProofKeyRotation(parts.control(), signing);
        this.probe = new WebhookProbe(settings, manage.webhooks(), managed, parts.time());
        this.deliveries = new WebhookDeliveries(manage.webhooks(), parts.store(), cursors);
        this.pools = new IpPools(new IpPools.Parts(parts.control(), parts.pace(), parts.store(), random));
        this.replays = new WebhookReplays(
                manage.webhooks(), new WebhookReplays.Parts(parts.control(), parts.facts(), parts.store(), random));
        Erasures erased = new Erasures(parts.control().view(), parts.master());
        Recipients.Parts erasing = new Recipients.Parts(
                parts.control(), erased, box, parts.facts(), parts.pace(), parts.store(), bodies.keeps());
        this.recipients = new Recipients(erasing);
        this.erasures = new ErasureSweep(erasing, parts.time());
        this.remembering = recent.forgetErased(parts.control(), erased);
        this.limiter = new RateLimiter(room.rate(), parts.time());
        this.batch = new Batch(intake, limiter);
        this.hits = new HitLog(parts.facts());
        this.tracking = new TrackingEndpoints(tokens, hits, new Unsubscriptions(parts.facts()), parts.time(), random);
        List<Route> routes = routes();
        this.web = new WebSide(settings, parts, routes, random);
        this.server = new RestServer(
                new RestServer.Table(routes, pages, web.routes(), meters),
                new RestServer.Admission(
                        authenticator,
                        ClientAddress.of(settings),
                        SandboxHost.of(settings),
                        limiter,
                        new SignatureCheck(parts.control().view(), box, parts.time())),
                room,
                parts.time());
        Watch.gauges(meters, server, web, parts);
    }

    /**
     * Serves at {@code MIGO_HTTP}; returns the port.
     *
     * @throws IllegalStateException where the body store cannot be used
     */
    public int start() {
        if (bodies.keeps()) {
            chores.add(BodySweep.start(bodies, parts.time()));
        }
        chores.add(Periodic.start("key-uses", Limits.KEY_USE_INTERVAL, uses::write));
        chores.add(Periodic.start("domains", Limits.DOMAIN_POLL_INTERVAL, poller::run));
        chores.add(Periodic.start("sessions", Limits.SESSION_SWEEP_INTERVAL, web::sweep));
        chores.add(Periodic.start("live-events", StreamLimits.INTERVAL, web::tail));
        chores.add(Periodic.start("erasures", Limits.ERASURE_INTERVAL, erasures::run));
        return server.start(settings.address(Setting.MIGO_HTTP));
    }

    /** The door for sends, for other protocols. */
    public Intake intake() {
        return intake;
    }

    /** Who an API key stands for. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** Takes one request of the caller's rate, for other protocols. */
    public boolean withinRate(Caller caller) {
        return limiter.take(caller).allowed();
    }

    /** From now on the node is not ready and keeps no connection; it serves requests until {@link #close}. */
    public void leave() {
        server.leave();
    }

    @Override
    public void close() {
        web.close();
        server.close();
        hits.close();
        chores.forEach(Periodic::close);
        remembering.run();
        probe.close();
    }

    /** Whether a message would be accepted now. */
    public Readiness readiness() {
        return Watch.conditions(server, parts);
    }

    /** What this node counts. */
    public IngressMeters meters() {
        return meters;
    }

    /** Every route of the API with the scope that it needs. */
    List<Route> routes() {
        Health health = new Health(() -> readiness().ready());
        Templates templates = manage.templates();
        return List.of(
                Route.of("GET", "/healthz/live", null, health::live),
                Route.of("GET", "/healthz/ready", null, health::ready),
                Route.of("GET", "/v1/limits", null, health::limits),
                Route.of("GET", TrackingKind.OPEN.path() + "{token}", null, tracking::open),
                Route.of("GET", TrackingKind.CLICK.path() + "{token}", null, tracking::click),
                Route.of("GET", TrackingKind.UNSUBSCRIBE.path() + "{token}", null, tracking::ask),
                new Route("POST", TrackingKind.UNSUBSCRIBE.path() + "{token}", null, tracking::unsubscribe),
                new Route("POST", "/v1/messages", Scope.MESSAGES_SEND, messages::send),
                new Route("POST", "/v1/messages/batch", Scope.MESSAGES_SEND, batch::send),
                Route.of("GET", "/v1/messages", Scope.MESSAGES_READ, search::search)
                        .inPages()
                        .with("recipient", "from", "subject", "status", "tag", "template", "metadata")
                        .with("application", "class", "since", "until"),
                Route.of("GET", "/v1/messages/{id}", Scope.MESSAGES_READ, messages::get),
                Route.of("GET", "/v1/messages/{id}/events", Scope.MESSAGES_READ, messages::events)
                        .inPages(),
                Route.of("GET", "/v1/events", Scope.MESSAGES_READ, feed::read)
                        .inPages()
                        .with("type", "since"),
                Route.of("GET", "/v1/stats", Scope.STATS_READ, stats::counts).with(StatsParameters.names()),
                Route.of("GET", "/v1/stats/latency", Scope.STATS_READ, stats::latency)
                        .with(StatsParameters.names()),
                Route.of("GET", "/v1/stats/windows", Scope.STATS_READ, windows::windows)
                        .with(WindowParameters.names()),
                Route.of("GET", "/v1/alerts", Scope.STATS_READ, alerts::list)
                        .inPages()
                        .with("state", "application"),
                Route.of("GET", "/v1/reports/sla", Scope.STATS_READ, sla::report)
                        .with("month", "from", "to", "application", "class", "format"),
                new Route("POST", "/v1/messages/{id}/cancel", Scope.MESSAGES_SEND, cancellation::cancel),
                new Route("GET", "/v1/messages/{id}/explain", Scope.MESSAGES_READ, explanation::explain),
                Route.of("GET", "/v1/messages/{id}/content", Scope.MESSAGES_READ, contents::get)
                        .with(ContentFormat.FORMAT, ContentFormat.RECIPIENT),
                Route.of("GET", "/v1/messages/{id}/proof", Scope.MESSAGES_READ, proofs::get),
                Route.of("GET", Proofs.KEYS_PATH, null, proofs::keys),
                Route.of("POST", "/v1/proof-keys/rotate", Scope.ADMIN, proofKeys::rotate),
                Route.of("POST", "/v1/accounts", Scope.ADMIN, manage.accounts()::create),
                Route.of("GET", "/v1/accounts", Scope.ADMIN, manage.accounts()::list)
                        .inPages(),
                Route.of("GET", "/v1/accounts/{id}", Scope.ADMIN, manage.accounts()::get),
                Route.of("PATCH", "/v1/accounts/{id}", Scope.ADMIN, manage.accounts()::update),
                Route.of("DELETE", "/v1/accounts/{id}", Scope.ADMIN, manage.accounts()::delete),
                Route.of("POST", "/v1/users", Scope.ADMIN, manage.users()::create),
                Route.of("GET", "/v1/users", Scope.ADMIN, manage.users()::list).inPages(),
                Route.of("GET", "/v1/users/{id}", Scope.ADMIN, manage.users()::get),
                Route.of("PATCH", "/v1/users/{id}", Scope.ADMIN, manage.users()::update),
                Route.of("DELETE", "/v1/users/{id}", Scope.ADMIN, manage.users()::delete),
                Route.of("GET", "/v1/audit-logs", Scope.ADMIN, manage.auditLogs()::list)
                        .inPages()
                        .with("resource", "actor", "account", "since", "until"),
                Route.of("POST", "/v1/applications", Scope.ADMIN, manage.applications()::create),
                Route.of("GET", "/v1/applications", Scope.ADMIN, manage.applications()::list)
                        .inPages(),
                Route.of("GET", "/v1/applications/{id}", Scope.ADMIN, manage.applications()::get),
                Route.of("PATCH", "/v1/applications/{id}", Scope.ADMIN, manage.applications()::update),
                Route.of("DELETE", "/v1/applications/{id}", Scope.ADMIN, manage.applications()::delete),
                Route.of("POST", "/v1/api-keys", Scope.ADMIN, manage.keys()::create),
                Route.of("GET", "/v1/api-keys", Scope.ADMIN, manage.keys()::list)
                        .inPages()
                        .with("application"),
                Route.of("GET", "/v1/api-keys/{id}", Scope.ADMIN, manage.keys()::get),
                Route.of("PATCH", "/v1/api-keys/{id}", Scope.ADMIN, manage.keys()::update),
                Route.of("DELETE", "/v1/api-keys/{id}", Scope.ADMIN, manage.keys()::delete),
                Route.of("POST", "/v1/api-keys/{id}/rotate", Scope.ADMIN, manage.keys()::rotate),
                Route.of("POST", "/v1/domains", Scope.DOMAINS_WRITE, manage.domains()::create),
                Route.of("GET", "/v1/domains", Scope.DOMAINS_READ, manage.domains()::list)
                        .inPages(),
                Route.of("GET", "/v1/domains/{id}", Scope.DOMAINS_READ, manage.domains()::get),
                Route.of("DELETE", "/v1/domains/{id}", Scope.DOMAINS_WRITE, manage.domains()::delete),
                Route.of("POST", "/v1/domains/{id}/verify", Scope.DOMAINS_WRITE, manage.domains()::verify),
                Route.of("POST", "/v1/domains/{id}/dkim/rotate", Scope.DOMAINS_WRITE, manage.domains()::rotate),
                Route.of("POST", "/v1/templates", Scope.TEMPLATES_WRITE, templates::create),
                Route.of("GET", "/v1/templates", Scope.TEMPLATES_READ, templates::list)
                        .inPages(),
                Route.of("GET", "/v1/templates/{alias}", Scope.TEMPLATES_READ, templates::get),
                Route.of("POST", "/v1/templates/{alias}/versions", Scope.TEMPLATES_WRITE, templates::addVersion),
                Route.of("GET", "/v1/templates/{alias}/versions", Scope.TEMPLATES_READ, templates::versions)
                        .inPages(),
                Route.of("GET", "/v1/templates/{alias}/versions/{n}", Scope.TEMPLATES_READ, templates::getVersion),
                Route.of(
                        "POST",
                        "/v1/templates/{alias}/versions/{n}/activate",
                        Scope.TEMPLATES_WRITE,
                        templates::activate),
                Route.of("POST", "/v1/templates/{alias}/render", Scope.TEMPLATES_READ, templates::render),
                Route.of("POST", "/v1/templates/{alias}/validate", Scope.TEMPLATES_READ, templates::validate),
                Route.of("POST", "/v1/templates/{alias}/promote", Scope.ADMIN, templates::promote),
                Route.of("POST", "/v1/ip-pools", Scope.ADMIN, pools::create),
                Route.of("GET", "/v1/ip-pools", Scope.STATS_READ, pools::list)
                        .inPages()
                        .with("account"),
                Route.of("GET", "/v1/ip-pools/{id}", Scope.STATS_READ, pools::get),
                Route.of("PATCH", "/v1/ip-pools/{id}", Scope.ADMIN, pools::update),
                Route.of("POST", "/v1/ip-pools/{id}/suspend", Scope.ADMIN, pools::suspend),
                Route.of("POST", "/v1/ip-pools/{id}/resume", Scope.ADMIN, pools::resume),
                Route.of("GET", "/v1/queues", Scope.STATS_READ, pools.queues()::list)
                        .inPages()
                        .with("account", "pool", "destination"),
                Route.of("GET", "/v1/sandbox/messages", Scope.MESSAGES_READ, sandbox::list)
                        .inPages(),
                Route.of("GET", "/v1/sandbox/messages/{id}", Scope.MESSAGES_READ, sandbox::get),
                new Route("POST", "/v1/suppressions", Scope.SUPPRESSIONS_WRITE, suppressions::add),
                new Route("POST", "/v1/suppressions/import", Scope.SUPPRESSIONS_WRITE, suppressions::load),
                Route.of("GET", "/v1/suppressions", Scope.SUPPRESSIONS_READ, suppressions::list)
                        .inPages()
                        .with("address", "reason"),
                Route.of("GET", "/v1/suppressions/{address}", Scope.SUPPRESSIONS_READ, suppressions::get),
                new Route("DELETE", "/v1/suppressions/{address}", Scope.SUPPRESSIONS_WRITE, suppressions::remove),
                Route.of("DELETE", "/v1/recipients/{address}/data", Scope.ADMIN, recipients::erase)
                        .with("suppressions"),
                Route.of("POST", "/v1/webhooks", Scope.WEBHOOKS_WRITE, manage.webhooks()::create),
                Route.of("GET", "/v1/webhooks", Scope.WEBHOOKS_READ, manage.webhooks()::list)
                        .inPages(),
                Route.of("GET", "/v1/webhooks/{id}", Scope.WEBHOOKS_READ, manage.webhooks()::get),
                Route.of("PATCH", "/v1/webhooks/{id}", Scope.WEBHOOKS_WRITE, manage.webhooks()::update),
                new Route("POST", "/v1/webhooks/{id}/test", Scope.WEBHOOKS_WRITE, probe::test),
                Route.of("GET", "/v1/webhooks/{id}/deliveries", Scope.WEBHOOKS_READ, deliveries::list)
                        .inPages()
                        .with("result", "event", "message"),
                new Route(
                        "POST", "/v1/webhooks/{id}/deliveries/{delivery}/retry", Scope.WEBHOOKS_WRITE, replays::retry),
                new Route("POST", "/v1/webhooks/{id}/replay", Scope.WEBHOOKS_WRITE, replays::replay),
                Route.of("DELETE", "/v1/webhooks/{id}/replay", Scope.WEBHOOKS_WRITE, replays::cancel),
                Route.of(
                        "POST",
                        "/v1/webhooks/{id}/rotate-secret",
                        Scope.WEBHOOKS_WRITE,
                        manage.webhooks()::rotateSecret),
                Route.of("DELETE", "/v1/webhooks/{id}", Scope.WEBHOOKS_WRITE, manage.webhooks()::delete));
    }
}
