package io.migomail.analytics;

import static io.migomail.analytics.SampleEvents.START;
import static io.migomail.analytics.SampleEvents.full;
import static io.migomail.analytics.SampleEvents.messageId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.Erased;
import io.migomail.core.EventType;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Content;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Recipient;
import io.migomail.core.record.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ErasureTableIT {
    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    private static final String ADDRESS = "Priya.Löwe@example.com";
    private static final String CONTENT_OF = "msg_of_";
    private static EventWriter writer;
    private static ContentTable contents;
    private static SuppressionTable suppressions;
    private static EventStore store;
    private static StoreClient client;

    @BeforeAll
    static void open() {
        writer = EventWriter.open(CLICKHOUSE.address());
        suppressions = SuppressionTable.open(CLICKHOUSE.address());
        contents = ContentTable.open(CLICKHOUSE.address());
        store = EventStore.open(CLICKHOUSE.address());
        client = StoreClient.of(CLICKHOUSE.address());
    }

    @AfterAll
    static void close() {
        if (client != null) {
            writer.close();
            suppressions.close();
            contents.close();
            store.close();
            client.close();
        }
    }

    private static MailEvent event(String account, String application, EventType type, String recipient, long seed) {
        MailEvent event = full(application, messageId(application, START, seed), type, 1, START + seed);
        return event.toBuilder()
                .setHead(event.getHead().toBuilder().setAccountId(account).setSubject("for " + recipient))
                .setSmtp(event.getSmtp().toBuilder().setResponse("550 <" + recipient + "> is unknown"))
                .setRecipient(recipient)
                .build();
    }

    private static Suppression listed(String account, String application, String address) {
        return Suppression.newBuilder()
                .setAccountId(account)
                .setApplicationId(application)
                .setEnvironment("live")
                .setAddress(address)
                .setReason("unsubscribe")
                .setAt(START)
                .setOrigin("msg_1")
                .build();
    }

    private static ContentTable.Kept content(String account, String application, String recipient) {
        AcceptedMessage message = AcceptedMessage.newBuilder()
                .setHead(MessageHead.newBuilder()
                        .setAccountId(account)
                        .setApplicationId(application)
                        .setMessageId(CONTENT_OF + recipient)
                        .setReceivedAt(START - 5))
                .addRecipients(Recipient.newBuilder().setAddress("cc@example.com"))
                .addRecipients(Recipient.newBuilder().setAddress(recipient))
                .setContent(Content.newBuilder().setRaw(ByteString.copyFromUtf8("\u0000ü")))
                .build();
        return new ContentTable.Kept(message, true, 300);
    }

    private static ErasureTable.Person person(String account, String... applications) {
        return new ErasureTable.Person(account, List.of(applications), ADDRESS, START + 1_000);
    }

    private static List<MailEvent> read(MailEvent event) {
        return store.events(event.getHead().getApplicationId(), event.getHead().getMessageId());
    }

    /** Rows of any table, of any column, in which the text is. */
    private static List<String> mentions(String text) {
        List<String> tables = new ArrayList<>();
        client.select(
                "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'",
                Map.of(), row -> tables.add(row.text()));
        assertTrue(
                tables.containsAll(List.of("events", "deliveries", "suppressions", "feed", "contents")),
                tables.toString());
        List<String> out = new ArrayList<>();
        for (String table : tables) {
            client.select(
                    "SELECT toString(tuple(*)) AS line FROM " + table
                            + " WHERE positionUTF8(lowerUTF8(line), {t:String}) > 0",
                    Map.of("t", text),
                    row -> out.add(table + ": " + row.text()));
        }
        client.select(
                "SELECT command FROM system.mutations WHERE positionUTF8(lowerUTF8(command), {t:String}) > 0",
                Map.of("t", text),
                row -> out.add("system.mutations: " + row.text()));
        return out;
    }

    @Test
    void a_person_is_gone_from_every_table_whatever_the_spelling_and_nobody_else_is() {
        MailEvent queued = event("acc_e", "app_e", EventType.QUEUED, ADDRESS, 1);
        MailEvent bounced = event("acc_e", "app_e", EventType.HARD_BOUNCE, ADDRESS.toLowerCase(), 2);
        MailEvent goneApplication = event("acc_e", "app_gone", EventType.DELIVERED, ADDRESS, 3);
        MailEvent somebody = event("acc_e", "app_e", EventType.DELIVERED, "somebody@example.com", 4);
        writer.write(List.of(queued, bounced, goneApplication, somebody));
        writer.write(List.of(queued));
        contents.write(List.of(content("acc_e", "app_e", ADDRESS), content("acc_e", "app_e", "somebody@example.com")));
        suppressions.write(List.of(
                listed("acc_e", "app_e", "priya.löwe@example.com"), listed("acc_e", "app_e", "somebody@example.com")));
        assertFalse(mentions("priya.löwe").isEmpty());

        ErasureTable.Traces traces = store.erasures().traces(person("acc_e", "app_e"), 10);
        assertEquals(
                List.of(new ErasureTable.Waiting(
                        "app_e",
                        "live",
                        queued.getHead().getMessageId(),
                        queued.getDeliveryId(),
                        50,
                        queued.getHead().getScheduledAt())),
                traces.waiting());
        assertEquals(List.of(new ErasureTable.Listed("app_e", "live", "unsubscribe", false)), traces.listed());

        assertEquals(new ErasureTable.Rows(3, 3, 1), store.erasures().erase(person("acc_e", "app_e"), true));

        assertEquals(List.of(), mentions("priya.löwe"));
        assertEquals(List.of(EventRedaction.of(queued)), read(queued));
        assertEquals(List.of(EventRedaction.of(bounced)), read(bounced));
        assertEquals(List.of(EventRedaction.of(goneApplication)), read(goneApplication));
        assertEquals(List.of(somebody), read(somebody));
        assertEquals(null, store.content("app_e", CONTENT_OF + ADDRESS));
        assertEquals(
                content("acc_e", "app_e", "somebody@example.com"),
                store.content("app_e", CONTENT_OF + "somebody@example.com"));
        assertEquals(
                List.of("somebody@example.com"),
                suppressions.list(new SuppressionTable.Query("app_e", "live", "", "", null, 9)).stream()
                        .map(Suppression::getAddress)
                        .toList());
        assertEquals(
                new ErasureTable.Rows(0, 0, 0),
                store.erasures().erase(person("acc_e", "app_e"), true),
                "a second time there is nothing left");
    }

    @Test
    void what_another_account_has_of_the_same_address_stays() {
        MailEvent own = event("acc_a", "app_a", EventType.QUEUED, ADDRESS, 11);
        MailEvent others = event("acc_b", "app_b", EventType.QUEUED, ADDRESS, 12);
        writer.write(List.of(own, others));
        suppressions.write(List.of(listed("acc_b", "app_b", "priya.löwe@example.com")));

        assertEquals(new ErasureTable.Rows(1, 1, 0), store.erasures().erase(person("acc_a", "app_a"), true));

        assertEquals(List.of(others), read(others));
        assertEquals(
                1,
                store.erasures().traces(person("acc_b", "app_b"), 10).waiting().size());
        assertEquals(
                1,
                store.erasures().traces(person("acc_b", "app_b"), 10).listed().size());
        assertEquals(
                List.of(), store.erasures().traces(person("acc_a", "app_a"), 10).waiting());
        store.erasures().erase(person("acc_b", "app_b"), true);
    }

    @Test
    void what_came_after_the_erasure_stays_and_lists_are_left_alone_where_they_are_to_be() {
        MailEvent later = event("acc_l", "app_l", EventType.QUEUED, ADDRESS, 21);
        later = later.toBuilder()
                .setHead(later.getHead().toBuilder().setReceivedAt(START + 2_000))
                .build();
        writer.write(List.of(later));
        suppressions.write(List.of(listed("acc_l", "app_l", "priya.löwe@example.com")));

        assertEquals(new ErasureTable.Rows(0, 0, 0), store.erasures().erase(person("acc_l", "app_l"), false));

        assertEquals(List.of(later), read(later));
        assertEquals(
                1,
                store.erasures().traces(person("acc_l", "app_l"), 10).listed().size());
        ErasureTable.Person all = new ErasureTable.Person("acc_l", List.of(), ADDRESS, START + 9_000);
        assertEquals(new ErasureTable.Rows(1, 1, 0), store.erasures().erase(all, true));
    }

    @Test
    void statistics_go_on_counting_what_happened() {
        MailEvent delivered = event("acc_s", "app_s", EventType.DELIVERED, ADDRESS, 31);
        writer.write(List.of(delivered));
        store.erasures().erase(person("acc_s", "app_s"), true);
        assertEquals(Map.of("delivered", 1L), store.counts("app_s"));
        List<String> domains = new ArrayList<>();
        client.select(
                "SELECT recipient, recipient_domain FROM events WHERE application_id = 'app_s'",
                Map.of(),
                row -> domains.add(row.text() + " " + row.text()));
        assertEquals(List.of(Erased.ADDRESS + " erased.invalid"), domains);
    }

    @Test
    void the_cluster_form_is_good_sql() {
        ClickHouseAddress single = CLICKHOUSE.address();
        ClickHouseAddress cluster =
                new ClickHouseAddress(single.url(), single.user(), single.password(), "migo", "main's");
        ErasureTable table = new ErasureTable(client, cluster, new Random(1));
        List<String> statements = new ArrayList<>();
        String same = table.same(person("acc_e"), "recipient");
        statements.addAll(table.statements("events", "UPDATE " + EventRedaction.ofEvents(), same));
        statements.addAll(table.statements("deliveries", "UPDATE " + EventRedaction.ofDeliveries(), same));
        statements.addAll(table.statements("suppressions", "DELETE", table.same(person("acc_e"), "address")));
        statements.addAll(table.statements(
                "contents", "DELETE", "arrayExists(each -> " + table.same(person("acc_e"), "each") + ", recipients)"));
        assertEquals(4, statements.size());
        for (String statement : statements) {
            List<String> formatted = new ArrayList<>();
            client.select(
                    "SELECT formatQuerySingleLine({statement:String})",
                    Map.of("statement", statement),
                    row -> formatted.add(row.text()));
            assertTrue(
                    formatted.get(0).matches("ALTER TABLE migo\\.\\w+_local ON CLUSTER `main's` .*"), formatted.get(0));
        }
    }
}
