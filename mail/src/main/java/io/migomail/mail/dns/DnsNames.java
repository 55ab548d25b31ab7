package io.migomail.mail.dns;

import io.migomail.core.DomainNames;
import io.migomail.core.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/** Between names as users write them and names on the wire. Stateless. */
final class DnsNames {
    static final String NOT_A_NAME = "not a name that the DNS can hold";
    private static final Pattern ASCII = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.?");

    private DnsNames() {}

    /** The absolute name in lower case; empty where no such name can exist. */
    static Optional<Name> parse(String text) {
        try {
            String ascii = ascii(text);
            if (!ASCII.matcher(ascii).matches()) {
                return Optional.empty();
            }
            return Optional.of(Name.fromString(ascii, Name.root));
        } catch (TextParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Labels in ASCII pass as they are: the DNS holds more than host names, such as {@code _dmarc}. */
    private static String ascii(String text) {
        return Arrays.stream(text.split("\\.", -1))
                .map(label -> Texts.isAscii(label) ? label : DomainNames.toAscii(label))
                .collect(Collectors.joining("."))
                .toLowerCase(Locale.ROOT);
    }

    /** Lower case, no final dot; empty for the root. */
    static String plain(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT).replaceFirst("^\\.$", "");
    }

    /** The strings of a TXT record joined (RFC 7208 3.3, RFC 6376 3.6.2.2). */
    static String text(Record txt) {
        StringBuilder out = new StringBuilder();
        for (byte[] part : ((TXTRecord) txt).getStringsAsByteArrays()) {
            out.append(new String(part, StandardCharsets.ISO_8859_1));
        }
        return out.toString();
    }
}
