package io.migomail.bench.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoefficientsTest {
    private static final List<String> GOOD = Tables.lines(Map.of());

    private static String refusal(List<String> lines) {
        return assertThrows(IllegalArgumentException.class, () -> Costs.of(Coefficients.parse(lines)))
                .getMessage();
    }

    private static List<String> with(String line) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.add(line);
        return lines;
    }

    private static List<String> replaced(String name, String line) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.replaceAll(l -> l.startsWith(name + "\t") ? line : l);
        return lines;
    }

    @Test
    void theTableOfTheBuildIsComplete() {
        assertTrue(Costs.ofBuild().delivery().cpuMillis().of(Body.html(20)) > 0);
    }

    @Test
    void aBodyCostsALineOverItsSizeAndATemplateAFigureOfItsOwn() {
        Cost cost = new Cost(2, 0.5, 7);
        assertEquals(12, cost.of(Body.html(20)));
        assertEquals(7, cost.of(Body.ofTemplate()));
    }

    @Test
    void aFigureThatTheModelDoesNotKnowIsRefused() {
        assertTrue(refusal(with("moon.cpu\t1\tms\tmeasured\tby eye")).contains("moon.cpu"));
    }

    @Test
    void aFigureThatIsMissingIsNamed() {
        List<String> lines = new ArrayList<>(GOOD);
        lines.removeIf(line -> line.startsWith("broker.hop\t"));
        assertTrue(refusal(lines).contains("broker.hop"));
    }

    @Test
    void aFigureInAnotherUnitIsRefused() {
        assertTrue(refusal(replaced("broker.hop", "broker.hop\t2\ts\tmeasured\tby eye"))
                .contains("in ms"));
    }

    @Test
    void aFigureThatStandsThereTwiceIsRefused() {
        assertTrue(refusal(with("broker.hop\t2\tms\tmeasured\tby eye")).contains("twice"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker.hop\t-1\tms\tmeasured\tby eye",
                "broker.hop\tInfinity\tms\tmeasured\tby eye",
                "broker.hop\tNaN\tms\tmeasured\tby eye",
                "broker.hop\tmuch\tms\tmeasured\tby eye",
                "broker.hop\t1\tms\tguessed\tby eye",
                "broker.hop\t1\tms\tmeasured\t",
                "broker.hop 1 ms measured"
            })
    void aLineThatIsNoneIsShown(String line) {
        assertTrue(refusal(replaced("broker.hop", line)).contains(line));
    }

    @Test
    void whatCannotBeIsRefused() {
        refusal(replaced("delivery.keyed", "delivery.keyed\t1.5\tpart of 1\tassumed\tby eye"));
        refusal(replaced("checkpoint.every", "checkpoint.every\t0\ts\tassumed\tby eye"));
        refusal(replaced("store.rate", "store.rate\t0\trows/s/core\tassumed\tby eye"));
        refusal(replaced("checkpoint.least", "checkpoint.least\t9\tms\tassumed\tby eye"));
    }
}
