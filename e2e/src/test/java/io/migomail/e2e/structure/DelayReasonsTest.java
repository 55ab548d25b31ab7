package io.migomail.e2e.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.e2e.Repository;
import io.migomail.mta.pace.DelayReason;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reasons of the API's document are those of the queue, in its words; two more are told of what has not reached it. */
class DelayReasonsTest {
    @Test
    void theDocumentListsExactlyTheReasonsThatExist() throws Exception {
        String document = Files.readString(Repository.ROOT.resolve("docs/openapi.yaml"));
        var enumeration =
                Pattern.compile("enum: \\[(scheduled, arriving, [a-z_, ]+)]").matcher(document);
        assertTrue(enumeration.find());
        var documented = new TreeSet<>(java.util.List.of(enumeration.group(1).split(", ")));
        var known = new TreeSet<String>();
        known.addAll(java.util.List.of("scheduled", "arriving"));
        for (DelayReason reason : DelayReason.values()) {
            known.add(reason.word());
            assertTrue(document.contains("* `" + reason.word() + "`: " + reason.sentence() + "\n"), reason.word());
        }
        assertEquals(known, documented);
    }
}
