package io.migomail.testkit;

import io.migomail.testkit.DnsZone.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** What a {@link DnsZone} knows, and the reply to a question. Thread-safe; names are compared without case. */
final class ZoneRecords {
    private static final long NEGATIVE_TTL = 60;
    private static final int HOPS = 4;

    private final Map<Name, List<Record>> records = new HashMap<>();
    private final Map<Name, Fault> faults = new HashMap<>();
    private final Set<Name> existing = new HashSet<>();
    private final Map<Name, Map<Integer, Integer>> asked = new HashMap<>();

    synchronized void add(Record record) {
        records.computeIfAbsent(record.getName(), n -> new ArrayList<>()).add(record);
        existing.add(record.getName());
    }

    synchronized void exists(Name name) {
        existing.add(name);
    }

    synchronized void fault(Name name, Fault fault) {
        faults.put(name, fault);
    }

    synchronized void clear(Name name) {
        records.remove(name);
        faults.remove(name);
        existing.remove(name);
    }

    synchronized int questions(Name name, int type) {
        return asked.getOrDefault(name, Map.of()).getOrDefault(type, 0);
    }

    synchronized int questions() {
        return asked.values().stream()
                .flatMap(m -> m.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The fault of the name asked for, after counting the question. */
    synchronized @Nullable Fault faultOf(Record question) {
        asked.computeIfAbsent(question.getName(), n -> new HashMap<>()).merge(question.getType(), 1, Integer::sum);
        return faults.get(question.getName());
    }

    /** The reply of a server without faults. */
    synchronized Message answer(Message query) {
        Record question = query.getQuestion();
        Message reply = reply(query, Rcode.NOERROR);
        Name at = question.getName();
        for (int hop = 0; hop < HOPS; hop++) {
            Name alias = null;
            for (Record record : records.getOrDefault(at, List.of())) {
                if (record.getType() == question.getType()) {
                    reply.addRecord(record, Section.ANSWER);
                } else if (record instanceof CNAMERecord cname) {
                    reply.addRecord(record, Section.ANSWER);
                    alias = cname.getTarget();
                }
            }
            if (alias == null) {
                break;
            }
            at = alias;
        }
        conclude(reply, question, at);
        return reply;
    }

    /** An empty reply with that code. */
    static Message reply(Message query, int code) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.AA);
        reply.getHeader().setFlag(Flags.RA);
        reply.getHeader().setRcode(code);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        return reply;
    }

    private void conclude(Message reply, Record question, Name end) {
        boolean found = reply.getSection(Section.ANSWER).stream().anyMatch(r -> r.getType() == question.getType());
        boolean known = hasBelow(end);
        if (!known) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        if (!found) {
            Name zone = Name.root;
            reply.addRecord(
                    new SOARecord(zone, DClass.IN, NEGATIVE_TTL, zone, zone, 1, 60, 60, 60, NEGATIVE_TTL),
                    Section.AUTHORITY);
        }
    }

    /** A name exists where it or a name below it was declared (RFC 8020). */
    private boolean hasBelow(Name name) {
        return existing.stream().anyMatch(n -> n.subdomain(name));
    }
}
