package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.UserRole;
import io.migomail.core.Ids;
import io.migomail.core.record.User;
import io.migomail.core.record.UserOrBuilder;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import java.util.random.RandomGenerator;

/** The people of the caller's account. A password is kept as its hash and never shown. */
public final class Users {
    private final ControlPlane control;
    private final Writes writes;
    private final UserFields given;
    private final RandomGenerator random;

    /** @param random a secure one */
    Users(ControlPlane control, RandomGenerator random) {
        this.control = control;
        this.writes = new Writes(control);
        this.given = new UserFields(random);
        this.random = random;
    }

    public Reply create(Call call) throws InterruptedException {
        Authority.requireFull(call);
        Fields fields = Fields.of(call.json(), UserFields.ALL);
        String account = call.caller().accountId();
        User.Builder user = User.newBuilder()
                .setId(Ids.random(Ids.USER, random))
                .setAccountId(account)
                .setCreatedAt(call.now())
                .setUpdatedAt(call.now());
        given.requireNew(fields);
        given.read(fields, user);
        if (control.view().users(account).size() >= call.caller().plan().users()) {
            throw Problem.of(ErrorCode.PLAN_LIMIT_REACHED, "The account has as many users as its plan allows.");
        }
        if (!isOwner(user) && !hasOwner(account)) {
            throw Problem.of(ErrorCode.LAST_OWNER, "The first user of an account must be its owner.");
        }
        if (control.view().userByEmail(account, user.getEmail()) != null) {
            throw Writes.exists("email");
        }
        User made = user.build();
        writes.create(call, made);
        claim(call, made);
        return Reply.created(json(made));
    }

    /** Changes what is given. */
    public Reply update(Call call) throws InterruptedException {
        long version = control.version(EntityKind.USER, call.path("id"));
        User before = find(call);
        Authority.requireFull(call);
        User.Builder next = before.toBuilder().setUpdatedAt(call.now());
        given.read(Fields.of(call.json(), UserFields.ALL), next);
        User holder = control.view().userByEmail(before.getAccountId(), next.getEmail());
        if (holder != null && !holder.getId().equals(before.getId())) {
            throw Writes.exists("email");
        }
        if (!isOwner(next)) {
            mayStopOwning(before);
        }
        User after = next.build();
        writes.update(call, after, version);
        holder = control.view().userByEmail(after.getAccountId(), after.getEmail());
        if (holder == null || !holder.getId().equals(after.getId())) {
            writes.update(call, before, version + 1);
            throw Writes.exists("email");
        }
        keepAnOwner(call, before, version + 1);
        return Reply.ok(json(after));
    }

    public Reply delete(Call call) throws InterruptedException {
        long version = control.version(EntityKind.USER, call.path("id"));
        User before = find(call);
        Authority.requireFull(call);
        mayStopOwning(before);
        writes.delete(call, EntityKind.USER, before.getId(), version);
        keepAnOwner(call, before, version + 1);
        return Reply.noContent();
    }

    public Reply list(Call call) {
        return Page.of(call, control.view().users(call.caller().accountId()), User::getId, Users::json);
    }

    public Reply get(Call call) {
        return Reply.ok(json(find(call)));
    }

    private User find(Call call) {
        User found = control.view().user(call.path("id"));
        if (found == null || !found.getAccountId().equals(call.caller().accountId())) {
            throw Writes.missing("user");
        }
        return found;
    }

    private void claim(Call call, User made) throws InterruptedException {
        User holder = control.view().userByEmail(made.getAccountId(), made.getEmail());
        writes.claim(call, EntityKind.USER, made.getId(), holder == null ? null : holder.getId(), "email");
    }

    private void mayStopOwning(User user) {
        boolean another = control.view().users(user.getAccountId()).stream()
                .anyMatch(other -> isOwner(other) && !other.getId().equals(user.getId()));
        if (isOwner(user) && !another) {
            throw lastOwner();
        }
    }

    /** Two owners that were taken away at once, each because of the other: both are put back. */
    private void keepAnOwner(Call call, User before, long version) throws InterruptedException {
        if (isOwner(before) && !hasOwner(before.getAccountId())) {
            writes.update(call, before, version);
            throw lastOwner();
        }
    }

    private boolean hasOwner(String account) {
        return control.view().users(account).stream().anyMatch(user -> isOwner(user));
    }

    private static boolean isOwner(UserOrBuilder user) {
        return user.getRole().equals(UserRole.OWNER.word());
    }

    private static Problem lastOwner() {
        return Problem.of(ErrorCode.LAST_OWNER, "This is the account's last owner; make another one first.");
    }

    static ObjectNode json(User user) {
        ObjectNode out = Json.object()
                .put("id", user.getId())
                .put("email", user.getEmail())
                .put("name", user.getName())
                .put("role", user.getRole())
                .put("password_set", !user.getPasswordHash().isEmpty());
        Json.instant(out, "created_at", user.getCreatedAt());
        Json.instant(out, "updated_at", user.getUpdatedAt());
        return out;
    }
}
