package io.migomail.faults.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Fate;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.FaultMail;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.load.RestDoor;
import io.migomail.faults.load.SmtpDoor;
import io.migomail.faults.load.Told;
import io.migomail.faults.system.Api;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** F16: messages made to break what handles them, beside ordinary load: each ends coded, and no job restarts. */
record Poison() implements Fault {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HUGE = 40 << 20;

    private static final List<String> TEMPLATES = List.of(
            "<p>${\"freemarker.template.utility.Execute\"?new()(\"id\")}</p>",
            "<p>[#list 1..1000000000 as i]${i}[/#list]</p>",
            "[#list 1..30000 as a][#list 1..30000 as b]${a}${b}[/#list][/#list]",
            "[#assign s=\"x\"][#list 1..60 as i][#assign s=s+s][/#list]${s}",
            "[#macro m]${x}[@m/][/#macro][@m/]",
            "<p>${x?api.class.protectionDomain.classLoader}</p>",
            "<p>${x?left_pad(2000000000)}</p>",
            "[#include \"/etc/passwd\"]");

    /** Messages; the id header and a From are put in front. */
    private static final List<String> MIME = List.of(
            "",
            "no header at all, only text",
            "Subject: no end of the header",
            "Content-Type: multipart/mixed; boundary=x\r\n\r\nno part ever comes",
            "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\n----\r\n",
            "Content-Type: multipart/mixed\r\n\r\n--x\r\nContent-Type: multipart/mixed\r\n\r\n--x\r\n",
            "Content-Type: text/plain; charset=no-such-charset\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!\u00ff\u00fe",
            "Subject: =?utf-8?B?////?=\r\nContent-Type: text/html; charset=\u00ff\r\n\r\n<p",
            "To: <<>>\r\nDate: never\r\nMIME-Version: 9\r\n\r\nx",
            "Content-Type: message/rfc822\r\n\r\nContent-Type: message/rfc822\r\n\r\n\r\n");

    @Override
    public String name() {
        return "F16";
    }

    @Override
    public String title() {
        return "hostile templates, 40 MB, broken MIME: coded ends, no job restarts";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        Map<String, String> any = new HashMap<>();
        List<String> uncoded = new ArrayList<>();
        try (Trial trial = Trial.open(name(), knobs, Setup.usual())) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await((int) knobs.rate());
            templates(trial, uncoded);
            huge(trial, uncoded);
            mime(trial, any, uncoded);
            load.await(load.sent() + (int) (knobs.rate() * 2));
            load.end();
            load.join();
            long restarts = trial.system().jobRestarts();
            Result result = trial.judge()
                    .expecting(any, 0)
                    .and(Verdict.none("CODED", uncoded))
                    .and(Verdict.that("NO JOB RESTARTS", restarts == 0, restarts + " restarts"))
                    .note(
                            "poison",
                            TEMPLATES.size() + " templates, 2 messages of 40 MB, " + MIME.size()
                                    + " broken messages, of which " + any.size() + " were accepted")
                    .result();
            return result.and(ClosedKeys.check(trial));
        }
    }

    /** Each is refused when it is saved, or the message that uses it is refused or ends as failed, with a code. */
    private static void templates(Trial trial, List<String> uncoded) throws IOException, InterruptedException {
        Api api = trial.api();
        for (int i = 0; i < TEMPLATES.size(); i++) {
            String alias = "poison-" + i;
            Api.Reply saved = api.insist(
                    "/v1/templates",
                    JSON.writeValueAsString(Map.of("alias", alias, "subject", "x", "html", TEMPLATES.get(i))));
            if (saved.status() != 201) {
                coded(alias, saved, uncoded);
                continue;
            }
            Api.Reply sent = api.insist(
                    "/v1/messages",
                    JSON.writeValueAsString(Map.of(
                            "to",
                            alias + "@" + Trial.DOMAIN,
                            "from",
                            trial.system().access().from(),
                            "template",
                            alias,
                            "class",
                            "critical",
                            "variables",
                            Map.of("x", "y"))));
            if (sent.status() != 200) {
                coded(alias, sent, uncoded);
                continue;
            }
            String story = end(trial, sent.body().path("message_id").asText());
            if (!story.matches("failed [a-z_]+")) {
                uncoded.add(alias + " ended as " + story);
            }
        }
    }

    /** Status and code of a message that has come to its end, at the latest after half a minute. */
    static String end(Trial trial, String messageId) throws IOException, InterruptedException {
        long last = trial.now() + 30_000_000_000L;
        String found = "";
        while (trial.now() < last && !found.startsWith("failed") && !found.startsWith("delivered")) {
            var recipient = trial.api()
                    .get("/v1/messages/" + messageId)
                    .body()
                    .path("recipients")
                    .path(0);
            found = recipient.path("status").asText() + " "
                    + recipient.path("code").asText();
        }
        return found;
    }

    private static void huge(Trial trial, List<String> uncoded) throws IOException {
        String text = "x".repeat(99).concat("\n").repeat(HUGE / 100);
        FaultMail mail = trial.mails("huge", Trial.DOMAIN).of(0);
        FaultMail large = new FaultMail(mail.id(), mail.from(), mail.recipient(), "", "normal", text);
        Told rest = new RestDoor(trial.system().access()).send(large).join();
        if (rest.code() != 413) {
            uncoded.add("40 MB over REST: " + rest.code() + " " + rest.detail());
        }
        try (SmtpDoor door = new SmtpDoor(trial.system().access())) {
            Told smtp = door.send(mail.from(), mail.recipient(), "Subject: x\r\n\r\n" + text.replace("\n", "\r\n"))
                    .join();
            if (smtp.code() != 552) {
                uncoded.add("40 MB over SMTP: " + smtp.code() + " " + smtp.detail());
            }
        }
    }

    /** Each is refused with a code or accepted; what is accepted must come to an end, any end. */
    private static void mime(Trial trial, Map<String, String> any, List<String> uncoded) throws IOException {
        try (SmtpDoor door = new SmtpDoor(trial.system().access())) {
            for (int i = 0; i < MIME.size(); i++) {
                FaultMail mail = trial.mails("mime", Trial.DOMAIN).of(20 * i);
                trial.journal().sends(mail.id(), mail.recipient(), "", "");
                String content =
                        FaultMail.HEADER + ": " + mail.id() + "\r\nFrom: " + mail.from() + "\r\n" + MIME.get(i);
                Told told = door.send(mail.from(), mail.recipient(), content).join();
                trial.journal().told(mail.id(), told.fate(), told.messageId(), told.code());
                if (told.fate() == Fate.OK) {
                    any.put(mail.id(), "");
                } else if (told.code() < 500) {
                    uncoded.add(mail.id() + " over SMTP: " + told.code() + " " + told.detail());
                }
            }
        }
    }

    private static void coded(String what, Api.Reply reply, List<String> uncoded) {
        if (reply.status() / 100 != 4 || reply.body().path("code").asText().isEmpty()) {
            uncoded.add(what + ": " + reply);
        }
    }
}
