package io.migomail.ingress.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.Limits;
import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodySource;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.BodyReference;
import io.migomail.core.record.Content;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LargeContentTest {
    private static final AcceptedMessage LARGE = AcceptedMessage.newBuilder()
            .setContent(Content.newBuilder().setRaw(ByteString.copyFrom(new byte[Limits.INLINE_BYTES + 1])))
            .build();

    /** What one put does. */
    private interface Put {
        BodyReference put() throws BodyException;
    }

    private record FakeStore(Put put) implements BodyStore {
        @Override
        public boolean keeps() {
            return true;
        }

        @Override
        public void prepare() {}

        @Override
        public BodyReference put(BodySource source) throws BodyException {
            return put.put();
        }

        @Override
        public InputStream open(BodyReference reference) {
            return InputStream.nullInputStream();
        }

        @Override
        public int sweep(long before, int most) {
            return 0;
        }
    }

    @Test
    void aFullStoreIsTold452() {
        LargeContent large = new LargeContent(new FakeStore(() -> {
            throw new BodyException(BodyException.Kind.FULL, "no room", null);
        }));
        ErrorCode code = problem(large.keep(LARGE)).code();
        assertEquals(503, code.status());
        assertEquals("452 4.3.1", code.smtpReply());
    }

    @Test
    void aStoreThatIsAwayIsTold451() {
        LargeContent large = new LargeContent(new FakeStore(() -> {
            throw new BodyException(BodyException.Kind.AWAY, "away", null);
        }));
        ErrorCode code = problem(large.keep(LARGE)).code();
        assertEquals(503, code.status());
        assertEquals("451 4.3.0", code.smtpReply());
    }

    @Test
    void aStoreThatHangsHoldsNoMoreThanItsBoundAndTheRestIsRefusedAtOnce() {
        CountDownLatch released = new CountDownLatch(1);
        LargeContent large = new LargeContent(new FakeStore(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return BodyReference.getDefaultInstance();
        }));
        List<CompletableFuture<AcceptedMessage>> held = new ArrayList<>();
        CompletableFuture<AcceptedMessage> refused = null;
        for (int i = 0; i < 100 && refused == null; i++) {
            CompletableFuture<AcceptedMessage> one = large.keep(LARGE);
            if (one.isDone()) {
                refused = one;
            } else {
                held.add(one);
            }
        }
        assertTrue(refused != null, "a hundred were taken");
        assertEquals(ErrorCode.BUSY, problem(refused).code());
        released.countDown();
        held.forEach(one -> assertTrue(one.join().hasContentReference()));
    }

    @Test
    void withoutAStoreNothingIsKept() {
        assertEquals(false, new LargeContent(BodyStore.NONE).needed(LARGE));
    }

    private static Problem problem(CompletableFuture<AcceptedMessage> refused) {
        CompletionException e = assertThrows(CompletionException.class, refused::join);
        return assertInstanceOf(Problem.class, e.getCause());
    }
}
