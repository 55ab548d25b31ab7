package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.SecretBox;
import io.migomail.core.DomainNames;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.MailStream;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKeys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** Sending domains of the caller's account: keys made at creation, records looked up on request. */
public final class Domains {
    private static final int NAME_CHARS = 253;

    private final ControlPlane control;
    private final Writes writes;
    private final SecretBox box;
    private final DomainRecords records;
    private final RandomGenerator random;
    /** What this node saw at its last look, by domain id. */
    private final Map<String, List<DnsRecord>> lastLook = new ConcurrentHashMap<>();

    Domains(ControlPlane control, SecretBox box, DomainRecords records, RandomGenerator random) {
        this.control = control;
        this.writes = new Writes(control);
        this.box = box;
        this.records = records;
        this.random = random;
    }

    public Reply create(Call call) throws InterruptedException {
        Fields fields = Fields.of(call.json(), "name", "stream");
        String name = name(fields);
        MailStream stream = fields.word("stream", MailStream::of);
        fields.done();
        String account = call.caller().accountId();
        if (control.view().domainByName(account, name) != null) {
            throw Writes.exists("name");
        }
        String id = Ids.random(Ids.DOMAIN, random);
        Domain domain = Domain.newBuilder()
                .setId(id)
                .setAccountId(account)
                .setName(name)
                .setStream((stream == null ? MailStream.TRANSACTIONAL : stream).word())
                .addSelectors(selector(id, DkimAlgorithm.RSA, "migo1"))
                .addSelectors(selector(id, DkimAlgorithm.ED25519, "migo1e"))
                .setCreatedAt(call.now())
                .build();
        writes.create(domain);
        Domain holder = control.view().domainByName(account, name);
        writes.claim(EntityKind.DOMAIN, id, holder == null ? null : holder.getId());
        return Reply.created(json(domain));
    }

    private static String name(Fields fields) {
        String text = fields.requiredLine("name", NAME_CHARS);
        if (text.isBlank()) {
            return "";
        }
        try {
            String name = DomainNames.toAscii(text);
            if (name.indexOf('.') > 0) {
                return name;
            }
            fields.fault("/name", ErrorCode.INVALID_VALUE, "A domain with at least two labels is expected.");
        } catch (IllegalArgumentException e) {
            fields.fault("/name", ErrorCode.INVALID_VALUE, "Not a domain name: " + e.getMessage() + ".");
        }
        return "";
    }

    /** The private key is sealed with the id of its domain, whoever opens it must name the same. */
    private DkimSelector selector(String domainId, DkimAlgorithm algorithm, String name) {
        DkimKeys.GeneratedKey key = DkimKeys.generate(algorithm);
        return DkimSelector.newBuilder()
                .setSelector(name)
                .setAlgorithm(algorithm.word())
                .setPrivateKey(ByteString.copyFrom(box.seal(key.privateKey(), domainId)))
                .setPublicKey(key.publicKey())
                .build();
    }

    public Reply list(Call call) {
        return Page.of(call, control.view().domains(call.caller().accountId()), Domain::getId, this::json);
    }

    public Reply get(Call call) {
        return Reply.ok(json(find(call)));
    }

    /** Looks at the DNS now; the domain is verified while its required records are. */
    public Reply verify(Call call) throws InterruptedException {
        long version = control.version(EntityKind.DOMAIN, call.path("id"));
        Domain domain = find(call);
        List<DnsRecord> look = look(domain);
        lastLook.put(domain.getId(), look);
        boolean all = look.stream().allMatch(r -> r.verified() || !r.wanted().required());
        boolean unknown = look.stream().anyMatch(r -> r.state().equals("pending"));
        // A DNS that does not answer proves nothing: a verified domain stays so.
        boolean verified = all || unknown && domain.getVerified();
        Domain.Builder checked = domain.toBuilder().setVerified(verified).setCheckedAt(call.now());
        if (verified && !domain.getVerified()) {
            checked.setVerifiedAt(call.now());
        }
        Domain now = checked.build();
        writes.update(now, version);
        return Reply.ok(json(now));
    }

    private List<DnsRecord> look(Domain domain) throws InterruptedException {
        try {
            return records.look(domain)
                    .toCompletableFuture()
                    .get(2 * Limits.DNS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the resolver broke its promise", e);
        } catch (TimeoutException e) {
            throw Problem.of(ErrorCode.BUSY, "The DNS did not answer in time; try again.");
        }
    }

    private Domain find(Call call) {
        Domain found = control.view().domain(call.path("id"));
        if (found == null || !found.getAccountId().equals(call.caller().accountId())) {
            throw Writes.missing("domain");
        }
        return found;
    }

    private ObjectNode json(Domain domain) {
        ObjectNode out = Json.object()
                .put("id", domain.getId())
                .put("name", domain.getName())
                .put("stream", domain.getStream())
                .put("verified", domain.getVerified());
        List<DnsRecord> known = lastLook.getOrDefault(
                domain.getId(),
                records.wanted(domain).stream().map(DnsRecord::pending).toList());
        ArrayNode list = out.putArray("records");
        known.forEach(r -> list.add(r.json()));
        Json.instant(out, "created_at", domain.getCreatedAt());
        Json.instant(out, "verified_at", domain.getVerifiedAt());
        Json.instant(out, "checked_at", domain.getCheckedAt());
        return out;
    }
}
