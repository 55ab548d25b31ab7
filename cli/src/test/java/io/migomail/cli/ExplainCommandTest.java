package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
    private static final String STORY = """
            {"message_id":"msg_1","status":"deferred","counts":{"deferred":1},"application":"app_1","environment":"live",
            "from":"noreply@yourapp.com","subject":"847 291","class":"critical","stream":"transactional",
            "recipients":[{"email":"priya@example.com","status":"deferred"}],
            "received_at":"2026-11-28T01:51:06.812Z","queued_at":"2026-11-28T01:51:06.815Z",
            "rendered_at":"2026-11-28T01:51:06.820Z","dispatched_at":"2026-11-28T01:51:07.822Z",
            "latency":{"queue_ms":3},"sla":{"target_ms":10000,"met":null,"deferred_ms":53000},
            "attempts":[{"recipient":"priya@example.com","attempt":1,"outcome":"soft_bounce","at":"2026-11-28T01:51:07.837Z",
            "stage":"rcpt","smtp_code":450,"response":"450 4.2.0 Greylisted","mx":"mx.example.com","mx_ip":"192.0.2.7",
            "egress_ip":"203.0.113.25","tls":"TLSv1.3"}]}
            """;
    private static final String EXPLANATION = """
            {"message_id":"msg_1","as_of":"2026-11-28T01:59:59.569Z","deliveries":[{"email":"priya@example.com","status":"deferred",
            "where":"waiting","source":"queue","since":"2026-11-28T01:58:30Z","reason":"greylisted",
            "explanation":"The destination greylists.","destination":"mx:mx.example.com","pool":"pool_1",
            "next_attempt_at":"2026-11-28T02:00:12Z","attempts":1,"last_reply":"450 4.2.0 Greylisted",
            "expires_at":"2026-11-28T02:06:06.812Z","queue":{"as_of":"2026-11-28T01:59:59Z","binding_limit":"blocked",
            "explanation":"The destination refuses every address.","waiting":{"critical":1,"high":0,"normal":7},"in_flight":2,
            "holds":[{"address":"203.0.113.25","reason":"blocked","until":"2026-11-28T02:02:00Z","refusals":3}]}}]}
            """;

    @AutoClose
    private final FakeApi api = new FakeApi();

    @Test
    void itIsAStory() {
        api.on("GET /v1/messages/msg_1", 200, STORY).on("GET /v1/messages/msg_1/explain", 200, EXPLANATION);
        Ran ran = Ran.at(api, "explain", "msg_1");
        assertEquals(0, ran.status(), ran.err());
        assertEquals(
                List.of(
                        "msg_1  deferred  critical live transactional",
                        "From noreply@yourapp.com: 847 291",
                        "  priya@example.com  deferred",
                        "  2026-11-28T01:51:06.812Z              received",
                        "  2026-11-28T01:51:06.815Z       +3 ms  queued",
                        "  2026-11-28T01:51:06.820Z       +5 ms  rendered and signed",
                        "  2026-11-28T01:51:07.822Z      +1.0 s  first attempt",
                        "  Attempt 1 for priya@example.com: soft_bounce, at rcpt, mx.example.com [192.0.2.7], from 203.0.113.25,"
                                + " TLSv1.3, 2026-11-28T01:51:07.837Z",
                        "    450 4.2.0 Greylisted",
                        "Promise: 10 s, not decided yet; the recipient's side put it off for 53 s",
                        "",
                        "priya@example.com is waiting since 2026-11-28T01:58:30Z, 1 min 30 s",
                        "  Why:          The destination greylists.",
                        "  Next attempt: 2026-11-28T02:00:12Z, in 12 s",
                        "  Attempts:     1",
                        "  Last reply:   450 4.2.0 Greylisted",
                        "  Given up:     2026-11-28T02:06:06Z, in 6 min 6 s",
                        "  Towards:      mx:mx.example.com, from pool pool_1",
                        "  Its queue:    waiting 1 critical, 0 high, 7 normal; 2 in flight",
                        "  Limit:        The destination refuses every address.",
                        "  Rests:        203.0.113.25, blocked, until 2026-11-28T02:02:00Z, in 2 min, refused 3 times in a row"),
                ran.lines());
    }

    @Test
    void withJsonItIsBothAnswers() {
        api.on("GET /v1/messages/msg_1", 200, STORY).on("GET /v1/messages/msg_1/explain", 200, EXPLANATION);
        Ran ran = Ran.at(api, "explain", "msg_1", "--json");
        assertEquals(List.of(STORY.replace("\n", ""), EXPLANATION.replace("\n", "")), ran.lines());
    }

    @Test
    void aMessageThatIsNotThereIsToldAsSuch() {
        Ran ran = Ran.at(api, "explain", "msg_2");
        assertEquals(1, ran.status());
        assertEquals("migomail: not_found: There is no such thing. (req_1)\n", ran.err());
    }
}
