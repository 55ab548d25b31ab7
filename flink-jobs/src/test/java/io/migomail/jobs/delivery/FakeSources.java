package io.migomail.jobs.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migomail.compose.TrackingUrls;
import io.migomail.core.Ids;
import io.migomail.core.TrackingTokens;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKey;
import io.migomail.mail.dkim.DkimKeys;
import io.migomail.templates.Prepared;
import io.migomail.templates.RenderProblem;
import io.migomail.templates.Syntax;
import io.migomail.templates.TemplateCompiler;
import io.migomail.templates.TemplateProblem;
import io.migomail.templates.TemplateRenderer;
import io.migomail.templates.TemplateSource;
import io.migomail.testkit.FakeTime;
import java.time.Duration;
import java.util.List;

/** One template ({@code otp} version 1), and the keys of one domain ({@code example.com}), made once for all tests. */
final class FakeSources implements RenderSources {
    static final DkimKeys.GeneratedKey RSA = DkimKeys.generate(DkimAlgorithm.RSA);
    static final DkimKeys.GeneratedKey ED25519 = DkimKeys.generate(DkimAlgorithm.ED25519);

    /** What the view has applied. */
    long applied = Long.MAX_VALUE;

    BodyStore bodies = BodyStore.NONE;

    static final TrackingTokens TOKENS = new TrackingTokens(purpose -> List.of(Ids.sha256(purpose.getBytes(UTF_8))));

    @Override
    public TrackingUrls links() {
        return new TrackingUrls("https://mg.{domain}", TOKENS);
    }

    @Override
    public String returnPath(String deliveryId) {
        return "b+" + deliveryId;
    }

    @Override
    public BodyStore bodies() {
        return bodies;
    }

    @Override
    public boolean await(long controlOffset, Duration timeout) {
        return controlOffset <= applied;
    }

    @Override
    public Prepared template(String applicationId, String alias, int version) throws RenderException {
        if (!alias.equals("otp") || version != 1) {
            throw new RenderException(RenderException.TEMPLATE_MISSING, alias);
        }
        try {
            CompiledTemplate compiled = TemplateCompiler.compile(
                    new TemplateSource("Code ${otp_code}", "<p>Hello ${user_name}</p>", "", Syntax.FREEMARKER));
            return new TemplateRenderer(new FakeTime()).prepare(compiled);
        } catch (TemplateProblem | RenderProblem e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<DkimKey> keys(String accountId, String domain) throws RenderException {
        if (!domain.equals("example.com")) {
            throw new RenderException(RenderException.DKIM_KEY_MISSING, domain);
        }
        return List.of(
                DkimKey.of(domain, "r1", DkimAlgorithm.RSA, RSA.privateKey()),
                DkimKey.of(domain, "e1", DkimAlgorithm.ED25519, ED25519.privateKey()));
    }

    @Override
    public void close() {}
}
