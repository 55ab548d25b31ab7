package io.migomail.mail.dns;

import io.migomail.mail.dns.DnsAnswer.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** One reply, read: aliases followed within it, TTLs bounded, response codes turned into a status. */
final class Reply {
    private static final long MIN_TTL = 5;
    private static final long MAX_TTL = AnswerCache.LONGEST.toSeconds();
    /** RFC 2308 5 speaks of one to three hours; a domain just set up should not wait for that. */
    private static final long MAX_NEGATIVE_TTL = 300;

    private final Message message;
    private final Name name;
    private final int type;
    private final boolean authenticated;
    private final List<Record> found = new ArrayList<>();
    private final Name end;
    private final boolean loop;
    private long ttl = MAX_TTL;

    Reply(Message message, Name name, int type, boolean trustAuthenticated) {
        this.message = message;
        this.name = name;
        this.type = type;
        this.authenticated = trustAuthenticated && message.getHeader().getFlag(Flags.AD);
        Name at = name;
        int hops = 0;
        for (Name next = type == Type.CNAME ? null : alias(at); next != null && hops < 16; next = alias(at)) {
            at = next;
            hops++;
        }
        this.end = at;
        this.loop = hops == 16;
        for (Record record : message.getSection(Section.ANSWER)) {
            if (record.getType() == type && record.getName().equals(end)) {
                found.add(record);
                ttl = Math.min(ttl, record.getTTL());
            }
        }
    }

    /** The name at which the chain leaves this reply undecided; null where the reply decides. */
    @Nullable
    Name openAlias() {
        boolean undecided =
                message.getRcode() == Rcode.NOERROR && found.isEmpty() && soa() == null && !end.equals(name);
        return undecided && !loop ? end : null;
    }

    RawAnswer answer() {
        if (loop) {
            return RawAnswer.temporary("CNAME loop at " + end);
        }
        return switch (message.getRcode()) {
            case Rcode.NXDOMAIN -> negative(Status.NO_SUCH_NAME, "no such name: ");
            case Rcode.NOERROR ->
                found.isEmpty()
                        ? negative(Status.NO_DATA, "no " + Type.string(type) + " record: ")
                        : new RawAnswer(
                                DnsAnswer.found(found, authenticated), Duration.ofSeconds(Math.max(MIN_TTL, ttl)));
            default -> RawAnswer.temporary("DNS server answered " + Rcode.string(message.getRcode()) + " for " + name);
        };
    }

    private RawAnswer negative(Status status, String words) {
        SOARecord soa = soa();
        long seconds = soa == null ? MIN_TTL : Math.min(soa.getTTL(), soa.getMinimum());
        seconds = Math.max(MIN_TTL, Math.min(seconds, MAX_NEGATIVE_TTL));
        return new RawAnswer(
                new DnsAnswer<>(status, List.of(), words + end.toString(true), authenticated),
                Duration.ofSeconds(seconds));
    }

    private @Nullable Name alias(Name at) {
        for (Record record : message.getSection(Section.ANSWER)) {
            if (record instanceof CNAMERecord cname && record.getName().equals(at)) {
                ttl = Math.min(ttl, record.getTTL());
                return cname.getTarget();
            }
        }
        return null;
    }

    private @Nullable SOARecord soa() {
        for (Record record : message.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord soa) {
                return soa;
            }
        }
        return null;
    }
}
