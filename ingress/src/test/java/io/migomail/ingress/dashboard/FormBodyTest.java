package io.migomail.ingress.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the fields of a form. */
class FormBodyTest {
    private static FormBody form(String... fields) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.computeIfAbsent(fields[i], name -> new ArrayList<>()).add(fields[i + 1]);
        }
        return FormBody.of(form);
    }

    private static void is(String json, FormBody body) {
        assertEquals(json.replace('\'', '"'), body.json().toString());
    }

    @Test
    void textIsStrippedAndLeftOutWhereEmpty() {
        is("{'name':'ci'}", form("name", " ci ", "stream", "  ").text("name", "stream", "absent"));
    }

    @Test
    void anyTextStaysWhereEmpty() {
        is("{'name':'','absent':''}", form("name", " ").anyText("name", "absent"));
    }

    @Test
    void bodyKeepsItsWhiteSpaceButForTheEndsOfLines() {
        is("{'html':' a\\n\\n b '}", form("html", " a\r\n\r\n b ").body("html", "text"));
    }

    @Test
    void linesOfOneFieldAndValuesOfSeveralBoxesAreLists() {
        is(
                "{'domains':['a.example','b.example']}",
                form("domains", "a.example\r\n\r\n b.example \r\n").lines("domains"));
        is(
                "{'scopes':['admin','stats:read']}",
                form("scopes", "admin", "scopes", "stats:read").lines("scopes"));
        is("{'scopes':[]}", form().lines("scopes"));
    }

    @Test
    void boxIsCheckedWhereItIsSent() {
        is("{'a':true,'b':false}", form("a", "on").flag("a", "b"));
    }

    @Test
    void whatIsNoNumberIsLeftToTheApi() {
        is(
                "{'one':60,'two':'1.5','three':'12345678901234567890'}",
                form("one", " 60", "two", "1.5", "three", "12345678901234567890", "four", "")
                        .number("one", "two", "three", "four"));
    }

    @Test
    void numbersStandApartByCommasSpacesAndLines() {
        is("{'schedule':[5,60,3600,'x']}", form("schedule", "5, 60\r\n3600 x,").numbers("schedule"));
        is("{}", form("schedule", " , ").numbers("schedule"));
    }

    @Test
    void instantWithoutZoneIsInUtc() {
        is(
                "{'a':'2026-01-02T03:04:00Z','b':'2026-01-02T03:04:05Z','c':'2026-01-02T03:04:05+02:00','d':'soon'}",
                form(
                                "a", "2026-01-02T03:04",
                                "b", "2026-01-02T03:04:05",
                                "c", "2026-01-02T03:04:05+02:00",
                                "d", "soon",
                                "e", "")
                        .instant("a", "b", "c", "d", "e"));
    }

    @Test
    void anyInstantIsNullWhereEmpty() {
        is(
                "{'a':null,'b':'2026-01-02T03:04:00Z'}",
                form("a", "", "b", "2026-01-02T03:04").anyInstant("a", "b"));
    }

    @Test
    void objectWithinHasTheFieldsOfItsName() {
        FormBody form = form("retry.max_age", "60", "retry.max_attempts", "", "max_age", "7");
        is("{'retry':{'max_age':60}}", form.put("retry", form.inner("retry").number("max_age", "max_attempts")));
        is("{}", form("retry.max_age", "").put("retry", form().inner("retry").number("max_age")));
    }

    @Test
    void plainIsWhatTemplatesShowAgain() {
        assertEquals(
                Map.of("name", "ci", "scopes", List.of("admin")),
                form("name", "ci", "scopes", "admin")
                        .text("name")
                        .lines("scopes")
                        .plain());
    }
}
