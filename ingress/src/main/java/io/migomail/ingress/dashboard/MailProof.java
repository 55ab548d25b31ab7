package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof of the API with its claims read.
 *
 * @param claims what it states; nobody changes it
 */
record MailProof(String recipient, String jws, JsonNode claims) {

    /**
     * The proofs of the message that the path names.
     *
     * @throws Problem as the API says: there is none
     */
    static List<MailProof> of(Visit visit) throws InterruptedException {
        List<MailProof> out = new ArrayList<>();
        for (JsonNode each : MessagePages.api(visit, "GET", "/proof").json().path("proofs")) {
            String jws = each.path("jws").asText();
            out.add(new MailProof(each.path("recipient").asText(), jws, claims(jws)));
        }
        return out;
    }

    /** That of a recipient, or the first where none is named; null = there is none. */
    static @Nullable MailProof of(List<MailProof> all, @Nullable String recipient) {
        return all.stream()
                .filter(each -> recipient == null || each.recipient().equalsIgnoreCase(recipient))
                .findFirst()
                .orElse(null);
    }

    private static JsonNode claims(String jws) {
        try {
            return Json.read(Base64.getUrlDecoder().decode(jws.split("\\.", -1)[1]));
        } catch (IOException e) {
            throw new IllegalStateException("a proof of the API cannot be read", e);
        }
    }
}
