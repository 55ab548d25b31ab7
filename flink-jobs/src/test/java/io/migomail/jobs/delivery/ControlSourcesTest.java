package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.core.ReturnPaths;
import io.migomail.core.SelectorState;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKey;
import io.migomail.mail.dkim.DkimKeys;
import io.migomail.testkit.FakeTime;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlSourcesTest {
    private final SecretBox box = new SecretBox(new MasterKey(new byte[32]), new SecureRandom());
    private ControlPlane control;
    private ControlSources sources;

    @BeforeEach
    void open() throws Exception {
        control = ControlPlane.inMemory(new FakeTime());
        sources = new ControlSources(
                control,
                box,
                BodyStore.NONE,
                new FakeSources().links(),
                new ReturnPaths(purpose -> List.of(new byte[32])));
    }

    @AfterEach
    void close() {
        sources.close();
    }

    private DkimSelector selector(String name, String state) {
        DkimKeys.GeneratedKey key = DkimKeys.generate(DkimAlgorithm.ED25519);
        return DkimSelector.newBuilder()
                .setSelector(name)
                .setAlgorithm(key.algorithm().word())
                .setPublicKey(key.publicKey())
                .setPrivateKey(ByteString.copyFrom(box.seal(key.privateKey(), "dom_1")))
                .setState(state)
                .build();
    }

    private void put(DkimSelector... selectors) throws InterruptedException {
        Domain domain = Domain.newBuilder()
                .setId("dom_1")
                .setAccountId("acc_1")
                .setName("shop.example")
                .addAllSelectors(List.of(selectors))
                .build();
        assertTrue(
                control.put(domain, control.version(EntityKind.DOMAIN, "dom_1")).won());
    }

    private List<String> signing() throws RenderException {
        return sources.keys("acc_1", "shop.example").stream()
                .map(DkimKey::selector)
                .toList();
    }

    @Test
    void onlyActiveKeysSignAndThoseOfOldRecordsAreActive() throws Exception {
        DkimSelector next = selector("migo2", SelectorState.NEXT.word());
        put(selector("migo1", ""), selector("migo1e", SelectorState.ACTIVE.word()), next);
        assertEquals(List.of("migo1", "migo1e"), signing());
        DkimSelector retired = selector("migo1", SelectorState.RETIRED.word()).toBuilder()
                .clearPrivateKey()
                .build();
        put(retired, next.toBuilder().setState(SelectorState.ACTIVE.word()).build());
        assertEquals(List.of("migo2"), signing());
    }

    @Test
    void aDomainWithoutAKeyThatSignsIsTold() throws Exception {
        put(selector("migo1", SelectorState.NEXT.word()));
        assertThrows(RenderException.class, this::signing);
    }
}
