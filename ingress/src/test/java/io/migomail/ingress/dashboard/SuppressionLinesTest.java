package io.migomail.ingress.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a pasted list is read. */
class SuppressionLinesTest {
    @Test
    void addressesStandAloneOrWithAReason() {
        List<SuppressionLines> parts = SuppressionLines.of(
                "email,reason\r\na@example.com\r\n\r\n\"b@example.com\", Unsubscribe\r\nc@example.com;manual;x\r\n"
                        + "d@example.com\thard_bounce");
        assertEquals(1, parts.size());
        assertEquals(
                ("{'suppressions':[{'address':'a@example.com'},{'address':'b@example.com','reason':'unsubscribe'},"
                                + "{'address':'c@example.com','reason':'manual'},"
                                + "{'address':'d@example.com','reason':'hard_bounce'}]}")
                        .replace('\'', '"'),
                parts.get(0).body().toString());
        assertEquals(List.of(2, 4, 5, 6), parts.get(0).lines());
    }

    @Test
    void pointerLeadsToItsLine() {
        SuppressionLines part = SuppressionLines.of("\na\n\nb").get(0);
        assertEquals(4, part.line("/suppressions/1/address"));
        assertEquals(0, part.line("/suppressions"));
    }

    @Test
    void requestHasNoMoreThanItMayHave() {
        List<SuppressionLines> parts = SuppressionLines.of("a@example.com\n".repeat(Limits.SUPPRESSIONS_IMPORT + 1));
        assertEquals(2, parts.size());
        assertEquals(1, parts.get(1).body().path("suppressions").size());
        assertEquals(Limits.SUPPRESSIONS_IMPORT + 1, parts.get(1).line("/suppressions/0"));
    }

    @Test
    void nothingIsNoRequest() {
        assertEquals(List.of(), SuppressionLines.of(" \n\naddress,reason\n"));
    }
}
