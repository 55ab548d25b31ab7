package io.migomail.e2e.structure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.core.SandboxProvider;
import io.migomail.core.SandboxResult;
import io.migomail.e2e.Repository;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the document of the sandbox promises is what the sandbox does. */
class SandboxDocumentTest {
    private List<String> lines;

    @BeforeEach
    void read() throws Exception {
        lines = Files.readAllLines(Repository.ROOT.resolve("docs/sandbox.md"));
    }

    private String row(String first) {
        return lines.stream()
                .filter(line -> line.startsWith("| `" + first + "`"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + first));
    }

    @Test
    void everyResultHasItsRow() {
        for (SandboxResult result : SandboxResult.values()) {
            row(result.word() + "@");
        }
        assertTrue(row("slow@").contains(" " + Limits.SANDBOX_SLOW.toSeconds() + " seconds"));
    }

    @Test
    void everyProviderHasItsRowWithItsLimits() {
        String wait = " " + SandboxProvider.GREYLIST_WAIT.toSeconds() + " seconds";
        assertTrue(row(SandboxProvider.GREYLISTING.domain()).contains(wait));
        String connections = " " + SandboxProvider.MOST_CONNECTIONS + " mails at the same time";
        assertTrue(row(SandboxProvider.CONNECTION_LIMIT.domain()).contains(connections));
        String rate =
                " " + SandboxProvider.MOST_MAILS + " mails within " + SandboxProvider.WINDOW.toSeconds() + " seconds";
        assertTrue(row(SandboxProvider.RATE_LIMIT.domain()).contains(rate));
        String data = " " + SandboxProvider.DATA_TIME.toSeconds() + " seconds after the final dot";
        assertTrue(row(SandboxProvider.SLOW_DATA.domain()).contains(data));
    }
}
