package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.IsoTime;
import io.migomail.core.TimeSource;
import io.migomail.mail.dkim.DkimMark;
import io.migomail.mail.dkim.DkimVerdict;
import io.migomail.mail.dkim.DkimVerifier;
import io.migomail.mail.dkim.SentAgain;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the signatures of a mail are worth: the mail that is kept gets the signatures back that its proof tells, is the one
 * that was sent where its digest says so, and is then verified as a receiver does, with the keys that the account's domain
 * shows. One thread.
 */
final class DkimCheck {
    /** The signature has a second that lies about where the mail was signed. */
    private static final long SECONDS_AROUND = 5;

    private final Visit visit;

    DkimCheck(Visit visit) {
        this.visit = visit;
    }

    /**
     * What came of it.
     *
     * @param mail as it was sent, signatures in front; null where it could not be put together
     * @param why it could not; empty where it was
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Result(byte @Nullable [] mail, String why, List<Map<String, Object>> verdicts) {
        static Result unknown(String why) {
            return new Result(null, why, List.of());
        }
    }

    /** The instant of the visit. */
    private record At(long wallMillis) implements TimeSource {
        @Override
        public long monotonicNanos() {
            return wallMillis * 1_000_000;
        }
    }

    /** @param mail as it was before it was signed */
    Result check(byte[] mail, @Nullable MailProof proof) throws InterruptedException {
        if (proof == null || !proof.claims().path("message").isObject()) {
            return Result.unknown("No attempt has sent all of the mail yet, so nothing tells how it was signed.");
        }
        JsonNode sent = proof.claims().path("message");
        List<DkimMark> marks = marks(sent);
        if (marks.isEmpty()) {
            return Result.unknown("It was sent without a DKIM signature.");
        }
        byte[] signed = again(mail, marks, sent, proof.claims().path("rendered_at"));
        if (signed == null) {
            return Result.unknown(
                    "What is kept is no longer octet for octet what was sent, so its signatures cannot be verified.");
        }
        Map<String, String> keys = keys(marks);
        DkimVerifier verifier = new DkimVerifier(
                (selector, domain) -> keys.get(name(selector, domain)),
                new At(visit.call().now()));
        return new Result(
                signed,
                "",
                verifier.verify(signed).stream().map(DkimCheck::told).toList());
    }

    private static byte @Nullable [] again(byte[] mail, List<DkimMark> marks, JsonNode sent, JsonNode renderedAt) {
        if (!renderedAt.isTextual()) {
            return null;
        }
        long second = IsoTime.millis(renderedAt.asText()) / 1000;
        byte[] digest = HexFormat.of().parseHex(sent.path("sha256").asText());
        return SentAgain.find(mail, marks, second - SECONDS_AROUND, second + SECONDS_AROUND, digest);
    }

    private static List<DkimMark> marks(JsonNode sent) {
        List<DkimMark> out = new ArrayList<>();
        for (JsonNode each : sent.path("dkim_signatures")) {
            out.add(new DkimMark(
                    each.path("d").asText(),
                    each.path("s").asText(),
                    each.path("a").asText(),
                    Base64.getDecoder().decode(each.path("bh").asText()),
                    Base64.getDecoder().decode(each.path("b").asText())));
        }
        return out;
    }

    /** The records of the keys by their names, of the domains that signed. */
    private Map<String, String> keys(List<DkimMark> marks) throws InterruptedException {
        Map<String, String> out = new HashMap<>();
        List<String> wanted = marks.stream().map(DkimMark::domain).toList();
        String cursor = "";
        do {
            JsonNode page = visit.api("GET", "/v1/domains")
                    .query("limit", "100")
                    .query("cursor", cursor)
                    .json();
            for (JsonNode domain : page.path("data")) {
                if (wanted.contains(domain.path("name").asText())) {
                    domain.path("records")
                            .forEach(record ->
                                    out.put(record.path("name").asText().toLowerCase(Locale.ROOT), value(record)));
                }
            }
            cursor = page.path("next_cursor").asText("");
        } while (!cursor.isEmpty());
        return out;
    }

    /** What the DNS was seen to have, or what is to stand there. */
    private static String value(JsonNode record) {
        JsonNode found = record.path("found").path(0);
        return found.isTextual() ? found.asText() : record.path("expected").asText();
    }

    private static String name(String selector, String domain) {
        return (selector + "._domainkey." + domain).toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> told(DkimVerdict verdict) {
        return Map.of(
                "result", verdict.result().name().toLowerCase(Locale.ROOT),
                "domain", verdict.domain(),
                "selector", verdict.selector(),
                "algorithm", verdict.algorithm(),
                "reason", verdict.reason());
    }
}
