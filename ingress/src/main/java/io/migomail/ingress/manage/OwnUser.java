package io.migomail.ingress.manage;

import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.User;
import io.migomail.ingress.intake.LoginGuard;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Reply;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What people change of themselves, whatever their role. Served to the dashboard alone: behind a key there is nobody whose
 * name and password these would be, and {@link Users} takes the scope {@code admin}. Thread-safe.
 */
public final class OwnUser {
    private static final String PASSWORD = "password";
    private static final String OLD = "old_password";
    private static final String SET_AT = "password_set_at";

    private final ControlPlane control;
    private final Writes writes;
    private final UserFields given;
    private final LoginGuard guard;

    /** @param random a secure one */
    public OwnUser(ControlPlane control, TimeSource time, RandomGenerator random) {
        this.control = control;
        this.writes = new Writes(control);
        this.given = new UserFields(random);
        this.guard = new LoginGuard(time);
    }

    /**
     * Changes the name, and the password for whoever gives the one that they have.
     *
     * @throws Problem with all faults; {@code rate_limited} after wrong passwords
     */
    public Reply update(Call call) throws InterruptedException {
        long version = control.version(EntityKind.USER, call.caller().actorId());
        User before = find(call);
        Fields fields = Fields.of(call.json(), "name", PASSWORD, OLD);
        if (fields.has(PASSWORD) && !before.getPasswordHash().isEmpty()) {
            requireOld(call, before, fields);
        }
        return write(call, before, fields, version);
    }

    /**
     * Sets the password of somebody who has shown that they may otherwise.
     *
     * @throws Problem {@code conflict} where another was set since
     */
    public Reply setPassword(Call call) throws InterruptedException {
        long version = control.version(EntityKind.USER, call.caller().actorId());
        User before = find(call);
        Fields fields = Fields.of(call.json(), PASSWORD, SET_AT);
        fields.requiredLine(PASSWORD, Limits.PASSWORD_CHARS_MAX);
        if (call.json().path(SET_AT).asLong(-1) != before.getPasswordSetAt()) {
            throw Problem.of(ErrorCode.CONFLICT, "Another password was set since.");
        }
        return write(call, before, fields, version);
    }

    private Reply write(Call call, User before, Fields fields, long version) throws InterruptedException {
        User.Builder next = before.toBuilder().setUpdatedAt(call.now());
        given.read(fields, next);
        User after = next.build();
        writes.update(call, after, version);
        return Reply.ok(Users.json(after));
    }

    private void requireOld(Call call, User user, Fields fields) {
        String source = call.origin().source();
        Duration wait = guard.wait(source, user.getId());
        if (!wait.isZero()) {
            throw Problem.of(
                    ErrorCode.RATE_LIMITED, "Too many attempts. Try again in " + (wait.toSeconds() + 1) + " seconds.");
        }
        String old = fields.requiredLine(OLD, Limits.PASSWORD_CHARS_MAX);
        if (!old.isEmpty() && !given.matches(old, user.getPasswordHash())) {
            guard.failed(source, user.getId());
            fields.fault("/" + OLD, ErrorCode.INVALID_VALUE, "This is not your password.");
        }
    }

    private User find(Call call) {
        User found = control.view().user(call.caller().actorId());
        if (call.caller().role() == null || found == null) {
            throw Writes.missing("user");
        }
        return found;
    }
}
