package io.migomail.mail.dns;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;

/**
 * Asks the DNS. Thread-safe; no method blocks; every stage completes within {@code Limits.DNS_TIMEOUT} a question, on a
 * thread of the resolver (do not block it), and never exceptionally: trouble is an answer. Names may be given as
 * U-labels, in any case, with or without the final dot.
 */
public interface DnsResolver extends AutoCloseable {
    /** The hosts that take mail for a domain. */
    CompletionStage<MxAnswer> mx(String domain);

    /** IPv4 and IPv6 addresses of a host, IPv4 first; a literal address is its own answer. */
    CompletionStage<DnsAnswer<InetAddress>> addresses(String host);

    /** TXT records, the strings of each joined. */
    CompletionStage<DnsAnswer<String>> txt(String name);

    /** What a name is an alias of: one name in lower case without the final dot. */
    CompletionStage<DnsAnswer<String>> cname(String name);

    /** Stops the resolver; open questions end as temporary failures. */
    @Override
    void close();
}
