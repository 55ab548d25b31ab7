package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.Ids;
import io.migomail.core.RecordCodec;
import io.migomail.core.Setting;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.e2e.crash.Subscriber;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A message of which nothing is left but that it was queued is an alert, at the API and at a webhook, until something is heard of it. */
@Tag(StackFixture.SHARED)
class StuckMailIT {
    private static final String LOST = "msg_lost";

    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private static void happens(String type, long at) throws Exception {
        String account = STACK.api().get("/v1/accounts", 200).at("/data/0/id").asText();
        MailEvent event = MailEvent.newBuilder()
                .setEventId("evt_" + type)
                .setType(type)
                .setAt(at)
                .setDeliveryId(Ids.delivery(LOST, 0))
                .setRecipient("somebody@example.com")
                .setExpiresAt(at + Duration.ofMinutes(15).toMillis())
                .setHead(MessageHead.newBuilder()
                        .setMessageId(LOST)
                        .setAccountId(account)
                        .setApplicationId(STACK.application())
                        .setEnvironment("live")
                        .setMessageClass("critical")
                        .setRetentionDays(90))
                .build();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", STACK.settings().get(Setting.MIGO_KAFKA));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.EVENTS.name(), LOST, RecordCodec.EVENT.encode(event)))
                    .get();
        }
    }

    private static JsonNode told(Subscriber subscriber, int count) throws Exception {
        var all = Await.until(count + " alerts", subscriber::requests, requests -> requests.size() >= count);
        return new ObjectMapper().readTree(all.get(count - 1).body());
    }

    private static JsonNode alerts(String state) throws Exception {
        return STACK.api().get("/v1/alerts?state=" + state, 200).path("data");
    }

    @Test
    void a_lost_message_is_told_and_called_off_when_it_ends() throws Exception {
        long begin = TimeSource.SYSTEM.wallMillis();
        try (Subscriber subscriber = new Subscriber(0)) {
            STACK.api()
                    .post(
                            "/v1/webhooks",
                            "{\"url\":\"" + subscriber.url() + "\",\"events\":[\"alert_opened\",\"alert_resolved\"]}",
                            201);
            String well = STACK.send("{\"to\":\"well@example.com\",\"from\":\""
                    + STACK.ready().from()
                    + "\",\"subject\":\"Hello\",\"text\":\"It works.\",\"class\":\"critical\"}");
            happens("queued", begin - Duration.ofMinutes(2).toMillis());
            STACK.awaitStory(well, "delivered");

            JsonNode opened = told(subscriber, 1);
            assertEquals("alert_opened", opened.path("type").asText());
            assertEquals("stuck_deliveries", opened.at("/data/kind").asText());
            JsonNode alert = alerts("open").path(0);
            assertEquals(opened.at("/data/alert_id"), alert.path("id"));
            assertEquals("critical", alert.path("class").asText());
            assertEquals(1, alert.at("/figures/deliveries").asInt());
            assertEquals(LOST, alert.at("/figures/messages/0").asText());

            happens("failed", TimeSource.SYSTEM.wallMillis());
            assertEquals("alert_resolved", told(subscriber, 2).path("type").asText());
            assertTrue(alerts("open").isEmpty());
            assertEquals(alert.path("id"), alerts("resolved").path(0).path("id"));
        }
    }
}
