package io.migomail.testkit;

import io.migomail.core.HostPort;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * A DNS server for tests on 127.0.0.1, UDP and TCP on one free port, authoritative for everything: a name without
 * records does not exist. Records and misbehaviour can be changed at any time from any thread; they hold from the next
 * question. Close it after the test.
 *
 * <pre>{@code
 * try (DnsZone dns = DnsZone.start()) {
 *     dns.mx("example.com", 10, "mx1.example.com").a("mx1.example.com", "127.0.0.1");
 *     dns.fault("broken.example", DnsZone.Fault.SERVFAIL);
 *     new DnsJavaResolver(ResolverOptions.of(dns.address()), TimeSource.SYSTEM);
 * }
 * }</pre>
 */
public final class DnsZone implements AutoCloseable {
    private static final long DEFAULT_TTL = 300;
    private static final int STRING = 255;

    /** How the server misbehaves for a name, whatever type is asked. */
    public enum Fault {
        SERVFAIL,
        REFUSED,
        /** No reply at all. */
        SILENT,
        /** UDP replies are truncated to nothing, so that the question comes again by TCP. */
        TRUNCATED,
        /** Replies with octets that are no DNS message. */
        GARBAGE
    }

    private final ZoneRecords records = new ZoneRecords();
    private final DnsServer server;
    private volatile long ttl = DEFAULT_TTL;

    private DnsZone() {
        server = new DnsServer(records);
    }

    /** Starts a server with an empty zone. */
    public static DnsZone start() {
        return new DnsZone();
    }

    /** Where it listens, for UDP and TCP. */
    public HostPort address() {
        return new HostPort("127.0.0.1", server.port());
    }

    /** The TTL, in seconds, of records that are added from now on. */
    public DnsZone ttl(long seconds) {
        ttl = seconds;
        return this;
    }

    /** Adds an MX record; host {@code .} makes a null MX. */
    public DnsZone mx(String domain, int preference, String host) {
        return add(new MXRecord(name(domain), DClass.IN, ttl, preference, name(host)));
    }

    /** Adds an IPv4 address. */
    public DnsZone a(String host, String address) {
        return add(new ARecord(name(host), DClass.IN, ttl, literal(address)));
    }

    /** Adds an IPv6 address. */
    public DnsZone aaaa(String host, String address) {
        return add(new AAAARecord(name(host), DClass.IN, ttl, literal(address)));
    }

    /** Adds a TXT record, cut into strings of 255 octets. */
    public DnsZone txt(String name, String value) {
        List<String> strings = new ArrayList<>();
        for (int at = 0; at < value.length() || at == 0; at += STRING) {
            strings.add(value.substring(at, Math.min(at + STRING, value.length()))
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\""));
        }
        return add(new TXTRecord(name(name), DClass.IN, ttl, strings));
    }

    /** Makes a name an alias; replies carry the target's records too, where the zone has them. */
    public DnsZone cname(String alias, String target) {
        return add(new CNAMERecord(name(alias), DClass.IN, ttl, name(target)));
    }

    /** Adds a record as the API names those that a domain needs: of type {@code TXT} or {@code CNAME}. */
    public DnsZone record(String type, String name, String value) {
        return switch (type) {
            case "TXT" -> txt(name, value);
            case "CNAME" -> cname(name, value);
            default -> throw new IllegalArgumentException("no record of a domain is of type " + type);
        };
    }

    /** Adds the name of an address. */
    public DnsZone ptr(String address, String host) {
        return add(new PTRRecord(ReverseMap.fromAddress(literal(address)), DClass.IN, ttl, name(host)));
    }

    /** Adds a PTR record at a name of the reverse tree. */
    public DnsZone ptrAt(String reverse, String host) {
        return add(new PTRRecord(name(reverse), DClass.IN, ttl, name(host)));
    }

    /** Makes a name exist without any record. */
    public DnsZone empty(String name) {
        records.exists(name(name));
        return this;
    }

    /** Makes questions for a name fail until {@link #clear}. */
    public DnsZone fault(String name, Fault fault) {
        records.fault(name(name), fault);
        return this;
    }

    /** Forgets everything about a name: records, faults, existence. */
    public DnsZone clear(String name) {
        records.clear(name(name));
        return this;
    }

    /** Questions that came for a name and a type ({@code "MX"}), by UDP and TCP. */
    public int questions(String name, String type) {
        return records.questions(name(name), Type.value(type));
    }

    /** All questions that came. */
    public int questions() {
        return records.questions();
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.close();
    }

    private DnsZone add(org.xbill.DNS.Record record) {
        records.add(record);
        return this;
    }

    private static Name name(String text) {
        return Name.fromConstantString(text.endsWith(".") ? text : text + ".");
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }
}
