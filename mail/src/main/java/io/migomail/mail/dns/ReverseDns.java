package io.migomail.mail.dns;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.ReverseMap;

/** Asks for the names of addresses, with the promises of {@link DnsResolver}. */
public interface ReverseDns {
    /** The names of its PTR records (RFC 1035 3.5, RFC 3596 2.5), in lower case without the final dot. */
    CompletionStage<DnsAnswer<String>> names(InetAddress address);

    /** Where they stand, without the final dot: {@code 1.2.0.192.in-addr.arpa}. */
    static String name(InetAddress address) {
        return DnsNames.plain(ReverseMap.fromAddress(address));
    }
}
