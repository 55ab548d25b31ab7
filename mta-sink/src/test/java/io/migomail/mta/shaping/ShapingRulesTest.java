package io.migomail.mta.shaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules, and a lint over the data files: rules that can never match are the classic fault of such tables. */
class ShapingRulesTest {
    @Test
    void aProviderHasItsOwnLimitsAndEverythingElseTheDefault() {
        assertEquals(2, ShapingRules.of("provider:orange").maxConnections());
        assertEquals(20, ShapingRules.of("provider:yahoo").messagesPerConnection());
        assertEquals(ShapingRules.of("mx:a"), ShapingRules.of("provider:nobody"));
        assertEquals(10, ShapingRules.of("mx:mx.example.net").maxConnections());
    }

    @Test
    void routesOfTheOperatorAreGenerous() {
        Shaping route = ShapingRules.of("route:127.0.0.1:2526");
        assertEquals(40, route.maxConnections());
        assertEquals(0, route.messagesPerSecond());
    }

    @Test
    void everyRuleNamesAProviderThatExistsOrAPrefixOfGroups() {
        Set<String> providers = Providers.standard().suffixes().stream()
                .map(suffix -> Providers.PROVIDER + suffix.provider())
                .collect(Collectors.toSet());
        for (ShapingRules.Rule rule : ShapingRules.standard().rules()) {
            boolean known = Set.of("*", "route:*").contains(rule.pattern()) || providers.contains(rule.pattern());
            assertTrue(known, rule.pattern() + " can never match");
        }
    }

    @Test
    void everyProviderHasARule() {
        Set<String> patterns = ShapingRules.standard().rules().stream()
                .map(ShapingRules.Rule::pattern)
                .collect(Collectors.toSet());
        for (Providers.Suffix suffix : Providers.standard().suffixes()) {
            assertTrue(patterns.contains(Providers.PROVIDER + suffix.provider()), suffix.provider() + " has no rule");
        }
    }

    @Test
    void noRuleIsWrittenTwice() {
        Set<String> seen = new HashSet<>();
        for (ShapingRules.Rule rule : ShapingRules.standard().rules()) {
            assertTrue(seen.add(rule.pattern()), rule.pattern() + " twice");
        }
    }

    @Test
    void suffixesArePlainNamesAndNoneIsHiddenByAnEarlierOne() {
        List<Providers.Suffix> suffixes = Providers.standard().suffixes();
        for (int i = 0; i < suffixes.size(); i++) {
            String suffix = suffixes.get(i).suffix();
            assertEquals(suffix.toLowerCase(Locale.ROOT), suffix);
            assertTrue(suffix.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"), suffix + " is no plain name");
            for (Providers.Suffix earlier : suffixes.subList(0, i)) {
                assertFalse(earlier.covers(suffix), suffix + " is hidden by " + earlier.suffix());
            }
        }
    }

    @Test
    void everyRowTellsWhereItIsFromAndWhen() {
        for (List<String> row : Table.read("providers.tsv", 4).rows()) {
            assertFalse(row.get(2).isBlank());
            assertTrue(row.get(3).matches("20\\d\\d-\\d\\d"), row.toString());
        }
        for (List<String> row : Table.read("shaping.tsv", 10).rows()) {
            assertTrue(Set.of("required", "opportunistic").contains(row.get(7)), row.toString());
            assertFalse(row.get(8).isBlank());
            assertTrue(row.get(9).matches("20\\d\\d-\\d\\d"), row.toString());
        }
        assertEquals(2, ShapingRules.standard().version());
    }
}
