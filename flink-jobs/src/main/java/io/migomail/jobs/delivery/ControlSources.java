package io.migomail.jobs.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import io.migomail.compose.TrackingUrls;
import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.core.Bounded;
import io.migomail.core.ReturnPaths;
import io.migomail.core.SelectorState;
import io.migomail.core.Setting;
import io.migomail.core.TimeSource;
import io.migomail.core.TrackingTokens;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVersion;
import io.migomail.jobs.JobConfig;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKey;
import io.migomail.templates.Prepared;
import io.migomail.templates.RenderProblem;
import io.migomail.templates.TemplateRenderer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Templates and keys of the process's control view, prepared once and kept: template versions never change, and the
 * keys of a domain are made anew when its selectors change. One task thread.
 */
final class ControlSources implements RenderSources {
    private static final int TEMPLATES = 1_000;
    private static final int DOMAINS = 10_000;

    private record TemplateKey(String id, int version) {}

    private record SigningKeys(List<DkimSelector> selectors, List<DkimKey> keys) {}

    private final ControlPlane control;
    private final SecretBox secrets;
    private final BodyStore bodies;
    private final TrackingUrls links;
    private final ReturnPaths returnPaths;
    private final TemplateRenderer renderer;
    private final Bounded<TemplateKey, Prepared> templates = Bounded.recentlyUsed(TEMPLATES);
    private final Bounded<String, SigningKeys> keys = Bounded.recentlyUsed(DOMAINS);

    ControlSources(
            ControlPlane control, SecretBox secrets, BodyStore bodies, TrackingUrls links, ReturnPaths returnPaths) {
        this.control = control;
        this.secrets = secrets;
        this.bodies = bodies;
        this.links = links;
        this.returnPaths = returnPaths;
        this.renderer = new TemplateRenderer(TimeSource.SYSTEM);
    }

    /** The sources of the process that calls this. */
    static ControlSources open(JobConfig config) throws IOException, InterruptedException {
        MasterKey master = MasterKey.resolve(config.settingsHere(), System.getenv(), config.dataFolder(), false);
        ControlPlane control = ControlPlane.shared(config.kafka(), TimeSource.SYSTEM);
        TrackingUrls links =
                new TrackingUrls(config.settings().get(Setting.MIGO_TRACKING_URL), new TrackingTokens(master::derive));
        return new ControlSources(
                control,
                new SecretBox(master, new SecureRandom()),
                BodyStore.of(config.settings()),
                links,
                new ReturnPaths(master::derive));
    }

    @Override
    public boolean await(long controlOffset, Duration timeout) throws InterruptedException {
        return control.appliedOffset() >= controlOffset || control.awaitOffset(controlOffset, timeout);
    }

    @Override
    public Prepared template(String applicationId, String alias, int version) throws RenderException {
        Template template = control.view().templateByAlias(applicationId, alias);
        TemplateVersion found = template == null ? null : control.view().templateVersion(template.getId(), version);
        if (found == null) {
            throw new RenderException(
                    RenderException.TEMPLATE_MISSING, "there is no version " + version + " of template " + alias);
        }
        TemplateKey key = new TemplateKey(found.getTemplateId(), version);
        Prepared prepared = templates.get(key);
        if (prepared == null) {
            prepared = prepare(found);
            templates.put(key, prepared);
        }
        return prepared;
    }

    private Prepared prepare(TemplateVersion version) throws RenderException {
        try {
            return renderer.prepare(CompiledTemplate.parseFrom(version.getCompiled()));
        } catch (RenderProblem e) {
            throw new RenderException(e.code().word(), String.valueOf(e.getMessage()));
        } catch (InvalidProtocolBufferException e) {
            throw new RenderException(RenderException.RENDER_FAILED, "the compiled template is damaged");
        }
    }

    @Override
    public List<DkimKey> keys(String accountId, String name) throws RenderException {
        Domain domain = control.view().domainByName(accountId, name);
        List<DkimSelector> selectors = domain == null ? List.of() : signing(domain);
        if (domain == null || selectors.isEmpty()) {
            throw new RenderException(RenderException.DKIM_KEY_MISSING, "no DKIM key for " + name);
        }
        SigningKeys held = keys.get(domain.getId());
        if (held == null || !held.selectors().equals(selectors)) {
            held = new SigningKeys(selectors, open(domain, selectors));
            keys.put(domain.getId(), held);
        }
        return held.keys();
    }

    /** Those whose record the DNS has shown and that no newer one replaces. */
    private static List<DkimSelector> signing(Domain domain) {
        return domain.getSelectorsList().stream()
                .filter(s -> SelectorState.of(s.getState()) == SelectorState.ACTIVE)
                .toList();
    }

    private List<DkimKey> open(Domain domain, List<DkimSelector> selectors) throws RenderException {
        List<DkimKey> out = new ArrayList<>();
        try {
            for (DkimSelector selector : selectors) {
                byte[] secret = secrets.open(selector.getPrivateKey().toByteArray(), domain.getId());
                DkimAlgorithm algorithm = DkimAlgorithm.of(selector.getAlgorithm());
                out.add(DkimKey.of(domain.getName(), selector.getSelector(), algorithm, secret));
            }
        } catch (IllegalArgumentException e) {
            throw new RenderException(RenderException.DKIM_KEY_MISSING, String.valueOf(e.getMessage()));
        }
        return out;
    }

    @Override
    public TrackingUrls links() {
        return links;
    }

    @Override
    public String returnPath(String deliveryId) {
        return returnPaths.local(deliveryId);
    }

    @Override
    public BodyStore bodies() {
        return bodies;
    }

    @Override
    public void close() {
        control.close();
    }
}
