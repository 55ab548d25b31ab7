package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.migomail.compose.TrackingUrls;
import io.migomail.core.MessageIds;
import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.Tracking;
import io.migomail.mail.dkim.DkimKey;
import io.migomail.templates.Prepared;
import io.migomail.templates.RenderProblem;
import io.migomail.templates.StarterTemplates;
import io.migomail.templates.TemplateCompiler;
import io.migomail.templates.TemplateRenderer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the one-time password of the product page costs: rendered, composed and signed twice; inlining was done when it
 * was published. docs/performance.md has the figures.
 */
class RenderCostTest {
    private static final Duration BOUND = Duration.ofMillis(5);

    /** The starter template under the alias of the fixture's messages. */
    private static final class OtpSources implements RenderSources {
        private final FakeSources fake = new FakeSources();
        private final TemplateRenderer renderer = new TemplateRenderer(TimeSource.SYSTEM);
        private final byte[] stored;
        private final Prepared prepared;
        private final boolean anew;

        /** @param anew whether each message is the first of its template, as where more are used than stay parsed */
        OtpSources(boolean anew) throws Exception {
            var compiled =
                    TemplateCompiler.compile(StarterTemplates.all().get(0).source());
            stored = compiled.toByteArray();
            prepared = renderer.prepare(compiled);
            this.anew = anew;
        }

        @Override
        public boolean await(long controlOffset, Duration timeout) {
            return true;
        }

        @Override
        public Prepared template(String applicationId, String alias, int version) {
            try {
                return anew ? renderer.prepare(CompiledTemplate.parseFrom(stored)) : prepared;
            } catch (InvalidProtocolBufferException | RenderProblem e) {
                throw new IllegalStateException("it was prepared before", e);
            }
        }

        @Override
        public List<DkimKey> keys(String accountId, String domain) throws RenderException {
            return fake.keys(accountId, domain);
        }

        @Override
        public TrackingUrls links() {
            return fake.links();
        }

        @Override
        public String returnPath(String deliveryId) {
            return fake.returnPath(deliveryId);
        }

        @Override
        public void close() {}
    }

    private static AcceptedMessage.Builder otp() {
        return Messages.template("otp", "{\"otp_code\":\"847 291\",\"expires_min\":5,\"user_name\":\"Priya\"}");
    }

    private static void assertWithinItsBudget(String what, RenderSources sources, AcceptedMessage message)
            throws Exception {
        int warm = 2_000;
        int count = 3_000;
        long[] nanos = measured(sources, message, warm, count);
        long p99 = nanos[count * 99 / 100];
        System.out.printf(
                "one-time password, rendered and signed, %s: p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
                what, nanos[count / 2] / 1e6, p99 / 1e6, nanos[count - 1] / 1e6);
        assertTrue(p99 < BOUND.toNanos(), () -> "p99 is " + p99 + " ns");
    }

    /** Sorted times of the processor, which no other load on the machine makes longer by much. */
    private static long[] measured(RenderSources sources, AcceptedMessage message, int warm, int count)
            throws Exception {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        Renderer renderer = new Renderer(sources, TimeSource.SYSTEM);
        long[] nanos = new long[warm + count];
        for (int i = 0; i < nanos.length; i++) {
            long start = thread.getCurrentThreadCpuTime();
            renderer.render(message, 1);
            nanos[i] = thread.getCurrentThreadCpuTime() - start;
        }
        return Arrays.stream(nanos, warm, nanos.length).sorted().toArray();
    }

    @Test
    void a_prepared_template_takes_a_fraction_of_its_budget() throws Exception {
        assertWithinItsBudget("its template parsed before", new OtpSources(false), otp().build());
    }

    @Test
    void the_first_use_of_a_template_is_within_the_budget() throws Exception {
        assertWithinItsBudget("its template parsed for it", new OtpSources(true), otp().build());
    }

    @Test
    void tracking_and_unsubscribe_links_are_within_the_budget() throws Exception {
        AcceptedMessage.Builder message = otp().setTracking(
                        Tracking.newBuilder().setOpens(true).setClicks(true).setListUnsubscribe(true));
        message.getHeadBuilder()
                .setMessageId(new MessageIds(new byte[16]).next("app_1", 1_700_000_000_000L, new Random(1)));
        assertWithinItsBudget("with all tracking", new OtpSources(false), message.build());
    }
}
