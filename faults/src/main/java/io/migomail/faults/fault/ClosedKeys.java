package io.migomail.faults.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.faults.Trial;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.system.Api;
import io.migomail.faults.system.SystemUnderTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The last part of F16: a start with another master key, so that no DKIM key can be opened. */
final class ClosedKeys {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MESSAGES = 5;

    private ClosedKeys() {}

    /** Whether mail fails with a code and no job restarts. Nothing that was sent before can be asked for after it. */
    static Verdict check(Trial trial) throws IOException, InterruptedException {
        trial.system().kill(SystemUnderTest.ALL);
        trial.system().startAll(Map.of("MIGO_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32])));
        long restarts = trial.system().jobRestarts();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            Api.Reply sent = trial.api()
                    .insist(
                            "/v1/messages",
                            JSON.writeValueAsString(Map.of(
                                    "to",
                                    "closed-" + i + "@" + Trial.DOMAIN,
                                    "from",
                                    trial.system().access().from(),
                                    "subject",
                                    "x",
                                    "text",
                                    "y")));
            String story = sent.status() != 200
                    ? "refused with " + sent.status()
                    : Poison.end(trial, sent.body().path("message_id").asText());
            if (!story.equals("failed dkim_key_missing")) {
                wrong.add("message " + i + ": " + story);
            }
        }
        long more = trial.system().jobRestarts() - restarts;
        if (more > 0) {
            wrong.add(more + " job restarts");
        }
        return Verdict.none("DKIM KEYS CLOSED", wrong);
    }
}
