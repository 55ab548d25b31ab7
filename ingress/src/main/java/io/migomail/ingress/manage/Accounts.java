package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.AccountCells;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.Ids;
import io.migomail.core.Plan;
import io.migomail.core.record.Account;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Accounts. A key sees and names its own; a key of the operator's account sees, makes, changes and closes all. A closed
 * account's keys end at once; what it had sent is delivered, and what it has stays for its operator to open it again.
 */
public final class Accounts {
    private static final int NAME_CHARS = 128;
    private static final String USERNAME = "[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?";

    private final ControlPlane control;
    private final Writes writes;
    private final NewAccount opening;
    private final AccountCells cells;
    private final RandomGenerator random;

    Accounts(ControlPlane control, NewAccount opening, AccountCells cells, RandomGenerator random) {
        this.control = control;
        this.writes = new Writes(control);
        this.opening = opening;
        this.cells = cells;
        this.random = random;
    }

    /** Makes an account with an application and its first keys, which are shown once. */
    public Reply create(Call call) throws InterruptedException {
        Authority.requireOperator(control.view(), call);
        Authority.requireFull(call);
        Fields fields = Fields.of(call.json(), "username", "name", "plan", "cell");
        String username = username(fields);
        String name = fields.line("name", NAME_CHARS);
        Plan plan = fields.word("plan", Plan::of);
        Integer cell = fields.number("cell", 0, cells.all().size() - 1);
        fields.done();
        if (control.view().accountByUsername(username) != null) {
            throw Writes.exists("username");
        }
        Account account = Account.newBuilder()
                .setId(Ids.random(Ids.ACCOUNT, random))
                .setUsername(username)
                .setName(name == null ? username : name)
                .setPlan((plan == null ? Plan.STANDARD : plan).word())
                .setCreatedAt(call.now())
                .setCell(cell == null ? cells.emptiest().number() : cell)
                .build();
        ObjectNode keys = opening.prepare(call, account);
        // The account comes last: without it nothing of the above is anybody's, nor does any of its keys let in.
        writes.create(call, account);
        Account holder = control.view().accountByUsername(username);
        writes.claim(call, EntityKind.ACCOUNT, account.getId(), holder == null ? null : holder.getId(), "username");
        ObjectNode out = json(account);
        out.setAll(keys);
        return Reply.created(out);
    }

    /** The literal {@code migo} logs in to every account over SMTP, so it can be nobody's. */
    private static String username(Fields fields) {
        String username = fields.requiredLine("username", 64);
        if (!username.isBlank() && (!username.matches(USERNAME) || username.equals("migo"))) {
            fields.fault(
                    "/username",
                    ErrorCode.INVALID_VALUE,
                    "Lower-case letters, digits and . _ - between them are expected; migo is taken.");
        }
        return username;
    }

    public Reply list(Call call) {
        boolean all = Authority.isOperator(control.view(), call);
        List<Account> accounts = control.view().accounts().stream()
                .filter(account -> all || isOwn(call, account))
                .sorted(Comparator.comparingLong(Account::getCreatedAt).thenComparing(Account::getId))
                .toList();
        return Page.of(call, accounts, Account::getId, Accounts::json);
    }

    public Reply get(Call call) {
        return Reply.ok(json(find(call)));
    }

    /** Changes what is given: the name, and for an operator the plan and whether it is open. */
    public Reply update(Call call) throws InterruptedException {
        long version = control.version(EntityKind.ACCOUNT, call.path("id"));
        Account before = find(call);
        Authority.requireFull(call);
        Fields fields = Fields.of(call.json(), "name", "plan", "status");
        Account.Builder next = before.toBuilder();
        if (fields.has("name")) {
            next.setName(fields.requiredLine("name", NAME_CHARS));
        }
        Plan plan = fields.word("plan", Plan::of);
        if (plan != null) {
            next.setPlan(plan.word());
        }
        Status status = fields.word("status", Status::of);
        fields.done();
        if (plan != null || status != null) {
            Authority.requireOperator(control.view(), call);
        }
        if (status != null) {
            setStatus(call, next, status);
        }
        Account after = next.build();
        writes.update(call, after, version);
        return Reply.ok(json(after));
    }

    /** Closes it. */
    public Reply delete(Call call) throws InterruptedException {
        long version = control.version(EntityKind.ACCOUNT, call.path("id"));
        Account before = find(call);
        Authority.requireOperator(control.view(), call);
        Authority.requireFull(call);
        Account.Builder next = before.toBuilder();
        setStatus(call, next, Status.CLOSED);
        if (!next.build().equals(before)) {
            writes.update(call, next.build(), version);
        }
        return Reply.noContent();
    }

    private static void setStatus(Call call, Account.Builder account, Status status) {
        if (status == Status.ACTIVE) {
            account.clearClosedAt();
            return;
        }
        if (account.getId().equals(call.caller().accountId())) {
            throw Problem.of(ErrorCode.IN_USE, "A key cannot close the account that it belongs to.");
        }
        if (account.getClosedAt() == 0) {
            account.setClosedAt(call.now());
        }
    }

    private Account find(Call call) {
        Account found = control.view().account(call.path("id"));
        if (found == null || !(isOwn(call, found) || Authority.isOperator(control.view(), call))) {
            throw Writes.missing("account");
        }
        return found;
    }

    private static boolean isOwn(Call call, @Nullable Account account) {
        return account != null && account.getId().equals(call.caller().accountId());
    }

    private static ObjectNode json(Account account) {
        Plan plan = Plan.ofRecord(account.getPlan());
        ObjectNode out = Json.object()
                .put("id", account.getId())
                .put("username", account.getUsername())
                .put("name", account.getName())
                .put("plan", plan.word())
                .put("operator", account.getOperator())
                .put("status", (account.getClosedAt() == 0 ? Status.ACTIVE : Status.CLOSED).word());
        out.put("cell", account.getCell());
        out.set("limits", PlanJson.of(plan));
        Json.instant(out, "created_at", account.getCreatedAt());
        Json.instant(out, "closed_at", account.getClosedAt());
        return out;
    }

    /** Whether an account's keys let in. */
    private enum Status {
        ACTIVE,
        CLOSED;

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        private static Status of(String word) {
            for (Status status : values()) {
                if (status.word().equals(word)) {
                    return status;
                }
            }
            throw new IllegalArgumentException("no status");
        }
    }
}
