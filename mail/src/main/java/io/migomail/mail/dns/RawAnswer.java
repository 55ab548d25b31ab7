package io.migomail.mail.dns;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.xbill.DNS.Record;

/** An answer with records of the wire, and how long it may be kept. */
record RawAnswer(DnsAnswer<Record> answer, Duration ttl) {
    /** RFC 9520 3.2 asks to keep failures for at least a second. */
    private static final Duration FAILURE = Duration.ofSeconds(1);

    static RawAnswer temporary(String reason) {
        return new RawAnswer(DnsAnswer.nothing(DnsAnswer.Status.TEMPORARY, reason), FAILURE);
    }

    <T> DnsAnswer<T> to(Function<Record, T> value) {
        List<T> records = answer.records().stream().map(value).toList();
        return new DnsAnswer<>(answer.status(), records, answer.reason(), answer.authenticated());
    }
}
