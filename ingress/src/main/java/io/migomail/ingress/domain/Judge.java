package io.migomail.ingress.domain;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the values of TXT records mean for one purpose. Stateless; stages never fail. */
interface Judge {
    /** Whether a value at the right name is meant as this record: others may stand there, too. */
    boolean concerns(DnsRecord.Wanted wanted, String value);

    /** Whether a value at a wrong name is surely this record. */
    boolean recognizes(DnsRecord.Wanted wanted, String value);

    /** Of the values that concern it, at least one. */
    CompletionStage<DnsRecord> judge(DnsRecord.Wanted wanted, List<String> values);

    /** A verdict that needs no further question. */
    static CompletionStage<DnsRecord> now(DnsRecord record) {
        return CompletableFuture.completedFuture(record);
    }

    /** The value without the quotation marks and backslashes of a zone file, which some providers take literally. */
    static String plain(String value) {
        return value.replaceAll("[\"\u201c\u201d\\\\]", "").strip();
    }

    /** Whether the value holds such marks. */
    static boolean marked(String value) {
        return !plain(value).equals(value.strip());
    }
}
