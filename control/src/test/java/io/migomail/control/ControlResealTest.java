package io.migomail.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Erasure;
import io.migomail.core.record.ProofKey;
import io.migomail.core.record.ProofKeyring;
import io.migomail.core.record.Webhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlResealTest {
    private static final SecretBox OLD = box(1);
    private static final SecretBox NEW = box(2);
    private static final SecretBox BOTH = box(2, 1);

    private final MemoryLog log = new MemoryLog();
    private ControlPlane control;

    private static SecretBox box(int... keys) {
        return new SecretBox(
                new MasterKey(
                        Arrays.stream(keys).mapToObj(ControlResealTest::key).toList()),
                new SecureRandom());
    }

    private static byte[] key(int of) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) of);
        return key;
    }

    @BeforeEach
    void open() throws InterruptedException {
        control = ControlPlane.over(log.reader(), TimeSource.SYSTEM);
    }

    @AfterEach
    void close() {
        control.close();
    }

    private static ByteString sealed(String secret, String id) {
        return ByteString.copyFrom(OLD.seal(secret.getBytes(StandardCharsets.UTF_8), id));
    }

    private static String opened(ByteString sealed, String id) {
        return new String(NEW.open(sealed.toByteArray(), id), StandardCharsets.UTF_8);
    }

    private void put(MessageLite entity) throws InterruptedException {
        assertTrue(control.put(entity, 0).won());
    }

    private static Domain domain() {
        return Domain.newBuilder()
                .setId("dom_1")
                .setName("example.com")
                .addSelectors(DkimSelector.newBuilder().setPrivateKey(sealed("rsa", "dom_1")))
                .addSelectors(DkimSelector.newBuilder().setState("retired"))
                .addSelectors(DkimSelector.newBuilder().setPrivateKey(sealed("ed", "dom_1")))
                .build();
    }

    private void fill() throws InterruptedException {
        put(Account.newBuilder().setId("acc_1").build());
        put(domain());
        put(Webhook.newBuilder()
                .setId("whk_1")
                .setUrl("https://a.example")
                .setSecret(sealed("present", "whk_1"))
                .setOldSecret(sealed("before", "whk_1"))
                .build());
        put(ApiKey.newBuilder()
                .setId("key_1")
                .setHash("h")
                .setSigningSecret(sealed("signing", "key_1"))
                .build());
        put(ApiKey.newBuilder().setId("key_2").build());
        put(Erasure.newBuilder()
                .setId("era_1")
                .setAddress(sealed("a@b.example", "era_1"))
                .build());
        put(ProofKeyring.newBuilder()
                .setId("proofs")
                .addKeys(ProofKey.newBuilder().setId("k0"))
                .addKeys(ProofKey.newBuilder().setId("k1").setPrivateKey(sealed("proof", "k1")))
                .build());
    }

    @Test
    void everySecretIsUnderTheFirstKeyAfterwardsAndTheSameAsBefore() throws Exception {
        fill();
        assertEquals(new ControlReseal.Result(5, 0, List.of()), new ControlReseal(control, BOTH).run());
        ControlView view = control.view();
        Domain domain = Objects.requireNonNull(view.domain("dom_1"));
        assertEquals("rsa", opened(domain.getSelectors(0).getPrivateKey(), "dom_1"));
        assertTrue(domain.getSelectors(1).getPrivateKey().isEmpty());
        assertEquals("ed", opened(domain.getSelectors(2).getPrivateKey(), "dom_1"));
        Webhook webhook = Objects.requireNonNull(view.webhook("whk_1"));
        assertEquals("present", opened(webhook.getSecret(), "whk_1"));
        assertEquals("before", opened(webhook.getOldSecret(), "whk_1"));
        assertEquals(
                "signing", opened(Objects.requireNonNull(view.apiKey("key_1")).getSigningSecret(), "key_1"));
        assertEquals(
                "a@b.example",
                opened(Objects.requireNonNull(view.erasure("era_1")).getAddress(), "era_1"));
        ProofKeyring ring = Objects.requireNonNull(view.proofKeyring("proofs"));
        assertEquals("proof", opened(ring.getKeys(1).getPrivateKey(), "k1"));
        assertEquals("https://a.example", webhook.getUrl(), "all else stays");
        assertEquals(List.of(), view.changes(""), "the audit log tells nothing of it");
    }

    @Test
    void aSecondRunFindsNothingToDoAndWritesNothing() throws Exception {
        fill();
        new ControlReseal(control, BOTH).run();
        int size = log.size();
        assertEquals(new ControlReseal.Result(0, 5, List.of()), new ControlReseal(control, BOTH).run());
        assertEquals(new ControlReseal.Result(0, 5, List.of()), new ControlReseal(control, NEW).run());
        assertEquals(size, log.size());
        assertEquals(1, control.version(EntityKind.ACCOUNT, "acc_1"), "what has no secret is never written");
    }

    @Test
    void whatNoKeyOpensIsNamedAndStaysAsItIs() throws Exception {
        fill();
        var result = new ControlReseal(control, NEW).run();
        assertEquals(0, result.resealed());
        assertEquals(
                List.of("api_key/key_1", "domain/dom_1", "erasure/era_1", "proof_keyring/proofs", "webhook/whk_1"),
                result.unreadable().stream().sorted().toList());
        assertEquals(
                domain().getName(),
                Objects.requireNonNull(control.view().domain("dom_1")).getName());
        assertEquals(1, control.version(EntityKind.DOMAIN, "dom_1"));
        var damaged = Webhook.newBuilder()
                .setId("whk_2")
                .setSecret(ByteString.copyFromUtf8("x"))
                .build();
        put(damaged);
        assertEquals(
                List.of("webhook/whk_2"), new ControlReseal(control, BOTH).run().unreadable());
        assertEquals(damaged, control.view().webhook("whk_2"));
    }

    @Test
    void whatIsDeletedIsNoMore() throws Exception {
        put(domain());
        control.delete(EntityKind.DOMAIN, "dom_1", 1);
        assertEquals(new ControlReseal.Result(0, 0, List.of()), new ControlReseal(control, BOTH).run());
    }

    /** A log in which another writer is faster, as often as it is told to. */
    private ControlLog raced(int times, Domain change) {
        ControlLog own = log.reader();
        return new ControlLog() {
            private int left = times;

            @Override
            public CompletionStage<Long> append(String key, byte @Nullable [] value) {
                if (value != null && key.startsWith("domain/") && left-- > 0) {
                    try {
                        long version = control.version(EntityKind.DOMAIN, change.getId());
                        assertTrue(control.put(change, version).won());
                    } catch (InterruptedException e) {
                        return CompletableFuture.failedFuture(e);
                    }
                }
                return own.append(key, value);
            }

            @Override
            public Batch poll(Duration timeout) {
                return own.poll(timeout);
            }

            @Override
            public long endOffset() {
                return own.endOffset();
            }

            @Override
            public void wakeup() {
                own.wakeup();
            }

            @Override
            public void close() {
                own.close();
            }
        };
    }

    @Test
    void whatSomebodyElseChangesMeanwhileIsResealedAsTheyLeftIt() throws Exception {
        put(domain());
        Domain changed = domain().toBuilder().setVerified(true).build();
        try (ControlPlane own = ControlPlane.over(raced(2, changed), TimeSource.SYSTEM)) {
            assertEquals(new ControlReseal.Result(1, 0, List.of()), new ControlReseal(own, BOTH).run());
            Domain left = Objects.requireNonNull(own.view().domain("dom_1"));
            assertTrue(left.getVerified());
            assertArrayEquals(
                    "rsa".getBytes(StandardCharsets.UTF_8),
                    NEW.open(left.getSelectors(0).getPrivateKey().toByteArray(), "dom_1"));
            assertEquals(4, own.version(EntityKind.DOMAIN, "dom_1"));
        }
    }

    @Test
    void whatIsChangedAgainAndAgainIsToldOf() throws Exception {
        put(domain());
        try (ControlPlane own = ControlPlane.over(raced(Integer.MAX_VALUE, domain()), TimeSource.SYSTEM)) {
            var e = assertThrows(IOException.class, () -> new ControlReseal(own, BOTH).run());
            assertTrue(String.valueOf(e.getMessage()).startsWith("domain/dom_1 was changed"), e.getMessage());
        }
    }
}
