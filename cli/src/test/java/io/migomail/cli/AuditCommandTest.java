package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The audit log, shown and exported. */
class AuditCommandTest {
    private static final String MADE =
            "{\"id\":\"aud_2\",\"at\":\"2026-11-28T01:51:18.340Z\",\"action\":\"updated\",\"resource\":{\"type\":\"webhook\",\"id\":\"whk_1\"},"
                    + "\"fields\":[\"url\",\"secret\"],\"actor\":{\"type\":\"api_key\",\"id\":\"key_1\",\"name\":\"=HYPERLINK(\\\"x\\\",1)\",\"source\":\"127.0.0.1\"},"
                    + "\"count\":null,\"request\":\"PATCH /v1/webhooks/{id}\",\"request_id\":\"req_2\"}";
    private static final String LOADED =
            "{\"id\":\"aud_1\",\"at\":\"2026-11-27T10:00:00.000Z\",\"action\":\"updated\",\"resource\":{\"type\":\"suppression_list\",\"id\":\"app_1\"},"
                    + "\"fields\":[],\"actor\":{\"type\":\"operator\",\"id\":null,\"name\":null,\"source\":null},"
                    + "\"count\":2,\"request\":\"POST /v1/suppressions/import\",\"request_id\":\"req_1\",\"later\":1}";

    @AutoClose
    private final FakeApi api = new FakeApi();

    private void twoPages() {
        api.on("GET /v1/audit-logs", 200, FakeApi.page("c", MADE))
                .on("GET /v1/audit-logs", 200, FakeApi.page(null, LOADED));
    }

    @Test
    void csvHasEveryPageAndNoCellIsAFormula() {
        twoPages();
        Ran ran = Ran.at(api, "audit", "--format=csv", "--from=2026-11-01T00:00:00Z", "--to=1h");
        assertEquals(
                List.of(
                        "at,id,action,resource_type,resource_id,fields,actor_type,actor_id,actor_name,actor_source,count,request,request_id",
                        "2026-11-28T01:51:18.340Z,aud_2,updated,webhook,whk_1,url secret,api_key,key_1,"
                                + "\"'=HYPERLINK(\"\"x\"\",1)\",127.0.0.1,,PATCH /v1/webhooks/{id},req_2",
                        "2026-11-27T10:00:00.000Z,aud_1,updated,suppression_list,app_1,,operator,,,,2,"
                                + "POST /v1/suppressions/import,req_1"),
                ran.lines());
        assertEquals(0, ran.status());
        assertEquals(
                "GET /v1/audit-logs?limit=100&since=2026-11-01T00%3A00%3A00Z&until=2026-11-28T01%3A00%3A00Z",
                api.asked.get(0).route());
    }

    @Test
    void ndjsonHasEveryPageAsItCame() {
        twoPages();
        assertEquals(
                List.of(MADE, LOADED), Ran.at(api, "audit", "--format=ndjson").lines());
    }

    @Test
    void jsonIsTheSame() {
        twoPages();
        assertEquals(List.of(MADE, LOADED), Ran.at(api, "audit", "--json").lines());
    }

    @Test
    void anExportOfWhichAPageCannotBeReadIsNotSaidToBeWhole() {
        api.on("GET /v1/audit-logs", 200, FakeApi.page("c", MADE))
                .on("GET /v1/audit-logs", 400, "{\"code\":\"invalid_cursor\",\"detail\":\"Its entry is gone.\"}");
        Ran ran = Ran.at(api, "audit", "--format=csv");
        assertEquals(1, ran.status());
        assertTrue(ran.err().contains("invalid_cursor"), ran.err());
    }

    @Test
    void aTableIsForPeople() {
        twoPages();
        assertEquals(
                List.of(
                        "AT                    ACTION   RESOURCE                    FIELDS      ACTOR                    SOURCE",
                        "2026-11-28T01:51:18Z  updated  webhook whk_1               url secret  =HYPERLINK(\"x\",1) key_1  127.0.0.1",
                        "2026-11-27T10:00:00Z  updated  suppression_list app_1 (2)              operator"),
                Ran.at(api, "audit", "--account=acc_1", "--resource=webhook", "--actor=key_1")
                        .lines());
        assertEquals(
                "GET /v1/audit-logs?limit=25&resource=webhook&actor=key_1&account=acc_1",
                api.asked.get(0).route());
    }

    @Test
    void whatContradictsIsWrongUsage() {
        assertEquals(2, Ran.at(api, "audit", "--format=csv", "--json").status());
        assertEquals(2, Ran.at(api, "audit", "--format=xml").status());
        assertEquals(2, Ran.at(api, "audit", "--limit=0").status());
        assertEquals(2, Ran.at(api, "audit", "--since=yesterday").status());
    }
}
