package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.SecretBox;
import io.migomail.core.DomainNames;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.MailStream;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.ingress.domain.DkimKeyMaker;
import io.migomail.ingress.domain.DnsRecord;
import io.migomail.ingress.domain.DomainRecords;
import io.migomail.ingress.domain.DomainStatus;
import io.migomail.ingress.domain.DomainWrites;
import io.migomail.ingress.domain.Rotation;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import io.migomail.mail.dkim.DkimAlgorithm;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Sending domains of the caller's account: keys made at creation, records looked up on request and by {@link io.migomail.ingress.domain.DomainPoller}. */
public final class Domains {
    private static final int NAME_CHARS = 253;

    private final ControlPlane control;
    private final Writes writes;
    private final DkimKeyMaker keys;
    private final DomainWrites changes;
    private final DomainRecords records;
    private final RandomGenerator random;

    Domains(ControlPlane control, SecretBox box, DomainRecords records, RandomGenerator random) {
        this.control = control;
        this.writes = new Writes(control);
        this.keys = new DkimKeyMaker(box);
        this.changes = new DomainWrites(control);
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
        Domain bare = Domain.newBuilder()
                .setId(id)
                .setAccountId(account)
                .setName(name)
                .setStream((stream == null ? MailStream.TRANSACTIONAL : stream).word())
                .setCreatedAt(call.now())
                .build();
        Domain domain = keys.first(bare, call.now());
        writes.create(call, domain);
        Domain holder = control.view().domainByName(account, name);
        writes.claim(call, EntityKind.DOMAIN, id, holder == null ? null : holder.getId());
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

    public Reply list(Call call) {
        return Page.of(call, control.view().domains(call.caller().accountId()), Domain::getId, this::json);
    }

    public Reply get(Call call) {
        return Reply.ok(json(find(call)));
    }

    /** Looks at the DNS now; what follows is {@link DomainStatus#after}. */
    public Reply verify(Call call) throws InterruptedException {
        Domain domain = found(call);
        List<DnsRecord> look = look(domain);
        return Reply.ok(json(changed(call, domain, current -> DomainStatus.after(current, look, call.now()))));
    }

    /** Makes new keys, which sign once the DNS shows them; those that sign now then retire. */
    public Reply rotate(Call call) throws InterruptedException {
        Domain domain = found(call);
        DkimSelector rsa = keys.make(domain.getId(), DkimAlgorithm.RSA);
        DkimSelector ed25519 = keys.make(domain.getId(), DkimAlgorithm.ED25519);
        return Reply.ok(json(changed(call, domain, current -> rotated(current, rsa, ed25519, call.now()))));
    }

    private static Domain rotated(Domain domain, DkimSelector rsa, DkimSelector ed25519, long now) {
        Rotation.obstacle(domain, DkimAlgorithm.RSA).ifPresent(why -> {
            throw Problem.of(ErrorCode.ROTATION_IN_PROGRESS, why);
        });
        Domain next = Rotation.with(domain, rsa, now);
        // The optional key may never have been published; then there is nothing to rotate.
        return Rotation.obstacle(domain, DkimAlgorithm.ED25519).isEmpty() ? Rotation.with(next, ed25519, now) : next;
    }

    /** Takes the domain away: its keys are gone, and mail from it is refused from now on. */
    public Reply delete(Call call) throws InterruptedException {
        writes.delete(call, EntityKind.DOMAIN, find(call).getId());
        return Reply.noContent();
    }

    private Domain changed(Call call, Domain domain, UnaryOperator<Domain> change) throws InterruptedException {
        DomainWrites.Change done = changes.apply(
                        domain.getId(),
                        change,
                        Writes.change(call, call.caller().accountId()))
                .orElseThrow(() -> Writes.missing("domain"));
        Writes.require(done.result());
        return done.after();
    }

    private List<DnsRecord> look(Domain domain) throws InterruptedException {
        try {
            return records.look(domain)
                    .toCompletableFuture()
                    .get(Limits.DOMAIN_LOOK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the resolver broke its promise", e);
        } catch (TimeoutException e) {
            throw Problem.of(ErrorCode.BUSY, "The DNS did not answer in time; try again.");
        }
    }

    /** For requests that have no fields, and may have a body. */
    private Domain found(Call call) {
        Domain domain = find(call);
        if (call.hasBody()) {
            Fields.of(call.json()).done();
        }
        return domain;
    }

    private Domain find(Call call) {
        Domain found = control.view().domain(call.path("id"));
        if (found == null || !found.getAccountId().equals(call.caller().accountId())) {
            throw Writes.missing("domain");
        }
        return found;
    }

    private ObjectNode json(Domain domain) {
        return DomainJson.of(domain, records.wanted(domain));
    }
}
