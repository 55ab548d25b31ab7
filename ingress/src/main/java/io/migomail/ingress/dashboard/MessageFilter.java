package io.migomail.ingress.dashboard;

import io.migomail.ingress.rest.WebCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What somebody looks for among messages, as it stands in the address of the page: each field is a parameter of {@code GET
 * /v1/messages}, and an instant without a zone is UTC. Immutable.
 *
 * @param values by name, none empty
 */
record MessageFilter(Map<String, String> values) {
    private static final List<String> NAMES =
            List.of("recipient", "subject", "status", "class", "from", "template", "tag", "since", "until");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern MINUTE = Pattern.compile(DAY + "T\\d\\d:\\d\\d");
    private static final String ID = "msg_";

    static MessageFilter of(WebCall call) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = call.query(name);
            if (value != null && !value.isBlank()) {
                given.put(name, value.strip());
            }
        }
        return new MessageFilter(given);
    }

    /** Where words that somebody typed lead: an id to its message, an address to its mail, anything else is the subject's. */
    static String path(String words) {
        String given = words.strip();
        if (given.startsWith(ID) && given.length() > ID.length() && !given.contains(" ")) {
            return "/messages/" + Addresses.encoded(given);
        }
        return given.isEmpty()
                ? "/messages"
                : "/messages?" + (given.contains("@") ? "recipient=" : "subject=") + Addresses.encoded(given);
    }

    /** For the address: each parameter with an ampersand after it. */
    String query() {
        StringBuilder out = new StringBuilder();
        values.forEach((name, value) ->
                out.append(name).append('=').append(Addresses.encoded(value)).append('&'));
        return out.toString();
    }

    ApiRequest applied(ApiRequest request) {
        values.forEach((name, value) -> request.query(name, instant(value)));
        return request;
    }

    private static String instant(String value) {
        if (DAY.matcher(value).matches()) {
            return value + "T00:00:00Z";
        }
        return MINUTE.matcher(value).matches() ? value + ":00Z" : value;
    }
}
