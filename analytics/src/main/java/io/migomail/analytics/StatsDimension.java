package io.migomail.analytics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What statistics can be grouped and filtered by; an event that has none of it belongs to the empty text. */
public enum StatsDimension {
    APPLICATION("application_id", "application_id"),
    CLASS("message_class", "message_class"),
    STREAM("stream", "stream"),
    /** By which door the message came. */
    ENDPOINT("endpoint", "endpoint"),
    /** The destination group; known from the time that a delivery is routed. */
    PROVIDER("provider", "provider"),
    TEMPLATE("template_alias", "template_alias"),
    /** An event belongs to each of its message's. */
    TAG("tags", "arrayJoin(if(empty(tags), [''], arrayDistinct(tags)))"),
    /** Of the sender. */
    DOMAIN("from_address", "lower(substringIndex(from_address, '@', -1))"),
    RECIPIENT_DOMAIN("recipient_domain", "recipient_domain");

    private final String column;
    private final String value;

    StatsDimension(String column, String value) {
        this.column = column;
        this.value = value;
    }

    /** The word used in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every word, in the order of the documentation. */
    public static List<String> words() {
        return Arrays.stream(values()).map(StatsDimension::word).toList();
    }

    /** @throws IllegalArgumentException for a word that is none */
    public static StatsDimension of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no dimension"));
    }

    /** The column of table {@code events} that it is made of. */
    String column() {
        return column;
    }

    /** The values of a row, as SQL over the column. */
    String value() {
        return value;
    }

    /** Whether a row has the value of this parameter, as SQL. */
    String is(String parameter) {
        String wanted = "{" + parameter + ":String}";
        return this == TAG ? "has(tags, " + wanted + ")" : value + " = " + wanted;
    }
}
