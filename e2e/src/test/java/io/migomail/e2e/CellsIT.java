package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.Cell;
import io.migomail.core.KafkaAddress;
import io.migomail.core.RecordCodec;
import io.migomail.core.Setting;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics.Topic;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Outcome;
import io.migomail.ingress.domain.DomainStatus;
import io.migomail.standalone.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two cells in one process: each account's mail goes through its own, and accounts, cancels and questions know both. */
class CellsIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.with(Map.of(Setting.MIGO_CELLS, "2", Setting.MIGO_PARALLELISM, "1"));

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Cell SECOND = new Cell(1);

    @Test
    void anAccountsMailGoesThroughItsCellAndNoOther() throws Exception {
        JsonNode made = STACK.api().post("/v1/accounts", "{\"username\":\"other\"}", 201);
        assertEquals(1, made.path("cell").asInt(), "where fewest accounts are");
        Api other = new Api(STACK.ready().http(), made.path("live_key").asText());
        verify(made.path("id").asText(), other, "other.example");

        String delivered = send(other, mail("a@site.example", ""));
        String canceled = send(
                other,
                mail("b@site.example", ",\"scheduled_at\":\"" + Instant.now().plusSeconds(3_600) + "\""));
        String ours = STACK.send(mail("c@site.example", "").replace("other.example", "yourapp.com"));
        assertEnds(other, delivered, "delivered");
        assertEnds(STACK.api(), ours, "delivered");
        other.post("/v1/messages/" + canceled + "/cancel", "{}", 200);
        assertEnds(other, canceled, "canceled");

        assertEquals(Set.of(delivered, canceled), messages(SECOND.outcomes()));
        assertTrue(messages(Cell.FIRST.outcomes()).contains(ours));
        for (Topic topic : Cell.FIRST.topics()) {
            Set<String> there = messages(topic);
            assertTrue(there.stream().noneMatch(Set.of(delivered, canceled)::contains), topic.name() + ": " + there);
        }
    }

    private static void verify(String account, Api api, String name) throws Exception {
        api.post("/v1/domains", "{\"name\":\"" + name + "\"}", 201);
        try (ControlPlane control = ControlPlane.shared(KafkaAddress.of(STACK.settings()), TimeSource.SYSTEM)) {
            Domain domain = control.view().domainByName(account, name);
            Domain assumed = DomainStatus.assumed(domain, TimeSource.SYSTEM.wallMillis());
            assertTrue(control.put(assumed, control.version(EntityKind.DOMAIN, domain.getId()))
                    .won());
        }
    }

    private static String mail(String to, String more) {
        return "{\"from\":\"noreply@other.example\",\"to\":\"" + to + "\",\"subject\":\"s\",\"text\":\"t\"" + more
                + "}";
    }

    private static String send(Api api, String mail) throws Exception {
        return api.post("/v1/messages", mail, 200).path("message_id").asText();
    }

    private static void assertEnds(Api api, String id, String status) throws Exception {
        Await.until(
                id + " to be " + status,
                BOUND,
                () -> api.get("/v1/messages/" + id, 200).path("status").asText(),
                status::equals);
    }

    /** Ids of the messages of which a topic tells; fences tell of none. */
    private static Set<String> messages(Topic topic) throws Exception {
        Set<String> ids = new TreeSet<>();
        List<byte[]> values = new ArrayList<>();
        TopicReader.values(STACK.settings(), topic).values().forEach(values::addAll);
        for (byte[] value : values) {
            if (topic.name().startsWith("mail.accepted")) {
                ids.add(RecordCodec.ACCEPTED.decode(value).getHead().getMessageId());
            } else {
                Outcome outcome = RecordCodec.OUTCOME.decode(value);
                if (!outcome.hasFence()) {
                    ids.add(outcome.getHead().getMessageId());
                }
            }
        }
        return ids;
    }
}
