package io.migomail.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.HostPort;
import io.migomail.core.Limits;
import io.migomail.mail.dns.DnsAnswer;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.MxAnswer;
import io.migomail.mail.dns.MxAnswer.Host;
import io.migomail.mail.dns.MxAnswer.Kind;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.testkit.DnsZone.Fault;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The resolver against a server on loopback. */
class DnsResolverTest {
    /** Each of a question's tries has a third of it: a busy machine that stands still for a while makes none in vain. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final FakeTime time = new FakeTime();
    private final DnsZone dns = DnsZone.start();
    private final DnsJavaResolver resolver = resolver(PATIENCE, dns);

    @AfterEach
    void close() {
        resolver.close();
        dns.close();
    }

    @Test
    void mx_hosts_come_in_order_of_preference_and_then_of_name() {
        dns.mx("example.com", 20, "b.example.com")
                .mx("example.com", 10, "Z.example.com")
                .mx("example.com", 20, "a.example.com")
                .mx("example.com", 30, "a.example.com");
        MxAnswer answer = mx("EXAMPLE.com.");
        assertEquals(Kind.MX, answer.kind());
        assertEquals(
                List.of(new Host("z.example.com", 10), new Host("a.example.com", 20), new Host("b.example.com", 20)),
                answer.hosts());
    }

    @Test
    void a_domain_with_an_address_only_is_its_own_host() {
        dns.aaaa("v6.example", "2a00::1");
        assertEquals(new MxAnswer(Kind.IMPLICIT, List.of(new Host("v6.example", 0)), "", false), mx("v6.example"));
    }

    @Test
    void a_null_mx_takes_no_mail_and_beside_other_hosts_means_nothing() {
        dns.mx("null.example", 0, ".").a("null.example", "192.0.2.1");
        dns.mx("mixed.example", 0, ".").mx("mixed.example", 5, "mx.mixed.example");
        assertEquals(Kind.NULL_MX, mx("null.example").kind());
        assertEquals(
                List.of(new Host("mx.mixed.example", 5)), mx("mixed.example").hosts());
    }

    @Test
    void no_such_domain_and_no_host_are_told_apart() {
        dns.txt("text.example", "only text");
        assertEquals(Kind.NO_SUCH_DOMAIN, mx("nothing.example").kind());
        assertEquals(Kind.NO_HOST, mx("text.example").kind());
        assertEquals(Kind.NO_SUCH_DOMAIN, mx("not a name").kind());
        assertEquals(Kind.NO_SUCH_DOMAIN, mx("a..b").kind());
        assertEquals(Kind.NO_SUCH_DOMAIN, mx("x".repeat(64) + ".example").kind());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SERVFAIL", "REFUSED", "SILENT", "GARBAGE"})
    void trouble_is_temporary_and_never_a_missing_domain(Fault fault) {
        dns.fault("example.com", fault);
        // Whether the trouble is told or the time is up first, it is temporary.
        try (DnsJavaResolver impatient = resolver(Duration.ofMillis(900), dns)) {
            MxAnswer answer = join(impatient.mx("example.com"));
            assertEquals(Kind.TEMPORARY, answer.kind());
            assertTrue(answer.reason().length() > 10, answer.reason());
            assertEquals(
                    DnsAnswer.Status.TEMPORARY,
                    join(impatient.txt("example.com")).status());
            assertEquals(
                    DnsAnswer.Status.TEMPORARY,
                    join(impatient.addresses("example.com")).status());
        }
    }

    @Test
    void trouble_with_addresses_after_an_empty_mx_answer_is_temporary() {
        dns.cname("www.example", "broken.example").fault("broken.example", Fault.SERVFAIL);
        assertEquals(Kind.NO_SUCH_DOMAIN, mx("broken2.example").kind());
        assertEquals(Kind.TEMPORARY, mx("broken.example").kind());
    }

    @Test
    void a_truncated_reply_is_asked_again_by_tcp() {
        dns.mx("big.example", 1, "mx.big.example").fault("big.example", Fault.TRUNCATED);
        assertEquals(Kind.MX, mx("big.example").kind());
        assertEquals(2, dns.questions("big.example", "MX"));
    }

    @Test
    void more_hosts_than_the_limit_are_cut() {
        for (int i = 0; i < 200; i++) {
            dns.mx("many.example", 200 - i, "mx" + i + ".many.example");
        }
        MxAnswer answer = mx("many.example");
        assertEquals(Limits.MX_HOSTS, answer.hosts().size());
        assertEquals(new Host("mx199.many.example", 1), answer.hosts().get(0));
    }

    @Test
    void an_alias_is_followed_within_and_across_replies_but_not_for_ever() {
        dns.cname("alias.example", "real.example").mx("real.example", 5, "mx.real.example");
        dns.cname("loop1.example", "loop2.example").cname("loop2.example", "loop1.example");
        assertEquals(
                List.of(new Host("mx.real.example", 5)), mx("alias.example").hosts());
        assertEquals(
                "real.example", join(resolver.cname("alias.example")).records().get(0));
        assertEquals(Kind.TEMPORARY, mx("loop1.example").kind());
        dns.cname("dangling.example", "gone.example");
        assertEquals(Kind.NO_SUCH_DOMAIN, mx("dangling.example").kind());
    }

    @Test
    void addresses_of_both_families_come_ipv4_first_and_literals_are_not_asked() throws Exception {
        dns.aaaa("h.example", "2a00::1").a("h.example", "192.0.2.1");
        assertEquals(
                List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2a00::1")),
                join(resolver.addresses("h.example")).records());
        assertEquals(
                List.of(InetAddress.getByName("192.0.2.9")),
                join(resolver.addresses("192.0.2.9")).records());
        assertEquals(0, dns.questions("192.0.2.9", "A"));
    }

    @Test
    void the_strings_of_a_txt_record_are_joined_and_u_labels_are_understood() {
        String key = "v=DKIM1; k=rsa; p=" + "A".repeat(400);
        dns.txt("s._domainkey.xn--bcher-kva.example", key);
        assertEquals(
                List.of(key), join(resolver.txt("s._domainkey.bücher.example")).records());
    }

    @Test
    void an_answer_is_kept_for_its_ttl() {
        dns.ttl(60).mx("example.com", 1, "a.example");
        mx("example.com");
        time.advance(Duration.ofSeconds(59));
        mx("Example.COM");
        assertEquals(1, dns.questions("example.com", "MX"));
        time.advance(Duration.ofSeconds(2));
        dns.clear("example.com").mx("example.com", 1, "b.example");
        assertEquals("b.example", mx("example.com").hosts().get(0).name());
    }

    @Test
    void ttls_are_bounded_on_both_sides() {
        dns.ttl(0).mx("zero.example", 1, "a.example").ttl(1_000_000).mx("huge.example", 1, "a.example");
        mx("zero.example");
        mx("zero.example");
        assertEquals(1, dns.questions("zero.example", "MX"));
        mx("huge.example");
        time.advance(Duration.ofSeconds(3601));
        mx("huge.example");
        assertEquals(2, dns.questions("huge.example", "MX"));
    }

    @Test
    void a_missing_domain_is_remembered_for_a_minute_and_a_failure_for_a_second() {
        mx("new.example");
        dns.mx("new.example", 1, "mx.new.example");
        assertEquals(Kind.NO_SUCH_DOMAIN, mx("new.example").kind());
        time.advance(Duration.ofSeconds(61));
        assertEquals(Kind.MX, mx("new.example").kind());
        dns.fault("ill.example", Fault.SERVFAIL);
        assertEquals(Kind.TEMPORARY, mx("ill.example").kind());
        dns.clear("ill.example").mx("ill.example", 1, "mx.ill.example");
        assertEquals(Kind.TEMPORARY, mx("ill.example").kind());
        time.advance(Duration.ofSeconds(2));
        assertEquals(Kind.MX, mx("ill.example").kind());
    }

    @Test
    void a_step_of_the_wall_clock_drops_and_keeps_nothing() {
        dns.ttl(60).mx("example.com", 1, "a.example");
        mx("example.com");
        time.stepWall(Duration.ofHours(1));
        mx("example.com");
        assertEquals(1, dns.questions("example.com", "MX"));
    }

    @Test
    void a_thousand_equal_questions_are_one_and_many_different_ones_all_end() {
        dns.mx("example.com", 1, "mx.example");
        List<CompletionStage<MxAnswer>> stages = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            stages.add(resolver.mx("example.com"));
            stages.add(resolver.mx("missing" + i % 500 + ".example"));
        }
        stages.forEach(DnsResolverTest::join);
        assertEquals(1, dns.questions("example.com", "MX"));
        assertEquals(501, dns.questions());
    }

    @Test
    void a_second_server_answers_for_one_that_fails() {
        try (DnsZone other = DnsZone.start()) {
            other.mx("example.com", 1, "mx.example");
            dns.fault("example.com", Fault.SERVFAIL);
            try (DnsJavaResolver two = resolver(PATIENCE, dns, other)) {
                assertEquals(Kind.MX, join(two.mx("example.com")).kind());
            }
        }
    }

    @Test
    void without_any_server_the_answer_is_temporary_and_after_close_too() throws Exception {
        // A socket that is connected, if only to itself, holds its port and hears nobody else: questions are refused.
        try (DatagramSocket deaf = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            deaf.connect(deaf.getLocalSocketAddress());
            HostPort nobody = new HostPort("127.0.0.1", deaf.getLocalPort());
            ResolverOptions options = ResolverOptions.of(nobody).withTimeout(Duration.ofMillis(300));
            DnsJavaResolver alone = new DnsJavaResolver(options, time);
            assertEquals(Kind.TEMPORARY, join(alone.mx("example.com")).kind());
            alone.close();
            assertEquals(Kind.TEMPORARY, join(alone.mx("other.example")).kind());
        }
    }

    private DnsJavaResolver resolver(Duration timeout, DnsZone... servers) {
        List<HostPort> addresses = Stream.of(servers).map(DnsZone::address).toList();
        return new DnsJavaResolver(
                ResolverOptions.system().withServers(addresses).withTimeout(timeout), time);
    }

    private MxAnswer mx(String domain) {
        return join(resolver.mx(domain));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
