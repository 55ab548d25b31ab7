package io.migomail.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.migomail.telemetry.trace.TraceParent;
import io.migomail.telemetry.trace.Tracing;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void whatIsReadIsWrittenAgain() {
        TraceParent read = TraceParent.parse(GIVEN);
        assertNotNull(read);
        assertEquals(new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true), read);
        assertEquals(GIVEN, read.toString());
        assertFalse(TraceParent.parse(GIVEN.replaceAll("01$", "02")).sampled());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX: y"
            })
    void whatIsNoneIsRefused(String text) {
        assertFalse(TraceParent.is(text));
    }

    @Test
    void withoutACollectorNothingIsBegunAndThePlaceGoesOnAsItCame() {
        Tracing tracing = Tracing.of(Map.of("OTEL_SERVICE_NAME", "x"), "migomail");
        assertSame(Tracing.NONE, tracing);
        assertEquals(GIVEN, tracing.begin("send", GIVEN, 0).traceparent());
    }
}
