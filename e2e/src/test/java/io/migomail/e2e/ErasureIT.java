package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.Erased;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.RecordCodec;
import io.migomail.core.Setting;
import io.migomail.core.Topics;
import io.migomail.core.record.MailEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person is erased, and stays so, whatever the jobs read again or hear late. */
@Tag(StackFixture.SHARED)
class ErasureIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private static final String PERSON = "priya.erased@example.com";
    private static final List<Topics.Topic> READ_AGAIN =
            List.of(Topics.ACCEPTED_NORMAL, Topics.OUTCOMES, Topics.EVENTS, Topics.SUPPRESSIONS);

    private static String sent(String to) throws Exception {
        String id =
                STACK.send("{\"to\":\"" + to + "\",\"from\":\"" + STACK.ready().from() + "\",\"subject\":\"Hello " + to
                        + "\",\"text\":\"It works.\",\"metadata\":{\"user\":\"" + to + "\"}}");
        STACK.awaitStory(id, "delivered");
        Await.until("all events of " + id, () -> STACK.events(id), events -> events.size() == 3);
        return id;
    }

    /** What any reader of the account sees of the person. */
    private static String seen(String id) throws Exception {
        return STACK.story(id).toString()
                + STACK.events(id)
                + STACK.api().get("/v1/messages?recipient=" + PERSON, 200)
                + STACK.api().get("/v1/events?limit=100", 200)
                + STACK.api().get("/v1/suppressions?address=" + PERSON, 200);
    }

    /** What is kept of a message, or the problem. */
    private static JsonNode content(String id) throws Exception {
        return asked(id, "/content");
    }

    private static JsonNode asked(String id, String what) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(STACK.ready().http() + "/v1/messages/" + id + what))
                .header("Authorization", "Bearer " + STACK.ready().liveKey())
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    /** Writes what was on the topics once more, as a job does that begins at an old checkpoint, and a late event. */
    private static void again(Map<Topics.Topic, Map<Integer, List<byte[]>>> old, MailEvent late) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", STACK.settings().get(Setting.MIGO_KAFKA));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            old.forEach((topic, partitions) -> partitions.forEach((partition, values) -> values.forEach(
                    value -> producer.send(new ProducerRecord<>(topic.name(), partition, null, value)))));
            producer.send(new ProducerRecord<>(
                    Topics.EVENTS.name(), late.getHead().getMessageId(), RecordCodec.EVENT.encode(late)));
            producer.flush();
        }
    }

    private static MailEvent opened(Map<Integer, List<byte[]>> events, String id) {
        MailEvent delivered = events.values().stream()
                .flatMap(List::stream)
                .map(RecordCodec.EVENT::decode)
                .filter(event -> event.getHead().getMessageId().equals(id)
                        && event.getType().equals(EventType.DELIVERED.word()))
                .findFirst()
                .orElseThrow();
        return delivered.toBuilder()
                .setType(EventType.OPENED.word())
                .setEventId(Ids.event(delivered.getDeliveryId(), 1, EventType.OPENED))
                .setAt(System.currentTimeMillis())
                .build();
    }

    @Test
    void nothing_brings_back_a_person_who_was_erased() throws Exception {
        String id = sent(PERSON);
        String other = sent("omar@example.com");
        STACK.api().post("/v1/suppressions", "{\"address\":\"" + PERSON + "\"}", 201);
        Await.until("the suppression", () -> seen(id), text -> text.contains("\"address\":\"" + PERSON + "\""));
        JsonNode content = Await.until("the content", () -> content(id), found -> found.has("form"));
        assertEquals("Hello " + PERSON, content.path("subject").asText());
        assertEquals("It works.", content.path("text").asText());
        assertEquals(PERSON, asked(id, "/proof").at("/proofs/0/recipient").asText());
        Map<Topics.Topic, Map<Integer, List<byte[]>>> old = new HashMap<>();
        READ_AGAIN.forEach(topic -> old.put(topic, TopicReader.values(STACK.settings(), topic)));

        JsonNode receipt = STACK.api().delete("/v1/recipients/" + PERSON + "/data", 200);
        assertEquals(3, receipt.at("/erased/0/rows").asInt(), receipt::toString);
        assertEquals(1, receipt.at("/erased/1/rows").asInt(), receipt::toString);
        assertEquals("manual", receipt.at("/suppressions/0/reason").asText(), receipt::toString);
        assertFalse(seen(id).contains(PERSON));
        assertEquals("content_not_kept", content(id).path("code").asText());
        assertEquals("recipient_erased", asked(id, "/proof").path("code").asText());

        again(old, opened(old.get(Topics.EVENTS), id));
        Await.until("the late event", () -> STACK.events(id), events -> events.size() == 4);
        String later = sent("kept-later@example.com");
        assertFalse(seen(id).contains(PERSON), STACK.events(id)::toString);
        Await.until("the content of what came later", () -> content(later), found -> found.has("form"));
        assertEquals("content_not_kept", content(id).path("code").asText());
        JsonNode story = STACK.story(id);
        assertEquals("delivered", story.path("status").asText());
        assertEquals(Erased.ADDRESS, story.at("/recipients/0/email").asText(), story::toString);
        assertTrue(STACK.story(other).toString().contains("omar@example.com"));
        assertTrue(STACK.story(later).toString().contains("kept-later@example.com"));

        JsonNode second = STACK.api().delete("/v1/recipients/" + PERSON + "/data", 200);
        assertEquals(0, second.at("/erased/0/rows").asInt(), second::toString);
        assertEquals(0, second.at("/erased/2/rows").asInt(), second::toString);

        String anew = sent(PERSON);
        assertTrue(STACK.story(anew).toString().contains(PERSON), "who comes again is somebody new");
    }
}
