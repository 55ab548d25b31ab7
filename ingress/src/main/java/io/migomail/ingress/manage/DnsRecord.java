package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import java.util.List;

/**
 * One DNS record of a sending domain: what it must be, and what was found at the last look.
 *
 * @param found values there, none before the first look
 * @param state pending (not looked at yet), missing, mismatch or verified
 */
record DnsRecord(Wanted wanted, List<String> found, String state, String hint) {
    /** What must be published. */
    record Wanted(String purpose, String type, String name, String value, boolean required) {}

    static DnsRecord pending(Wanted wanted) {
        return new DnsRecord(wanted, List.of(), "pending", "Publish it, then call verify.");
    }

    boolean verified() {
        return state.equals("verified");
    }

    ObjectNode json() {
        ObjectNode out = Json.object()
                .put("purpose", wanted.purpose())
                .put("type", wanted.type())
                .put("name", wanted.name())
                .put("expected", wanted.value())
                .put("required", wanted.required())
                .put("state", state)
                .put("hint", hint);
        ArrayNode list = out.putArray("found");
        found.forEach(list::add);
        return out;
    }
}
