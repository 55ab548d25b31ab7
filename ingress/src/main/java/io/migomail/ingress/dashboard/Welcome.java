package io.migomail.ingress.dashboard;

import io.migomail.core.Limits;
import io.migomail.core.record.User;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.ApiDoor;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.rest.WebCall;
import io.migomail.ingress.web.WebPages;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the link of an {@linkplain Invitations invitation} leads: its person chooses a password and is signed in. Thread-safe. */
final class Welcome {
    private final Dashboard.Parts parts;
    private final Function<User, Caller> callers;

    Welcome(Dashboard.Parts parts, Function<User, Caller> callers) {
        this.parts = parts;
        this.callers = callers;
    }

    Reply ask(WebCall call) {
        User user = find(call, call.query("user"), call.query("until"), call.query("seal"));
        return page(
                user == null ? 404 : 200,
                user,
                Queries.text(call.query("until")),
                Queries.text(call.query("seal")),
                null);
    }

    Reply enter(WebCall call) throws InterruptedException {
        String until = call.field("until");
        String seal = call.field("seal");
        User user = find(call, call.field("user"), until, seal);
        if (user == null) {
            return page(404, null, until, seal, null);
        }
        try {
            setPassword(call, user);
        } catch (Problem problem) {
            return page(problem.code().status(), user, until, seal, problem);
        }
        User after = parts.view().user(user.getId());
        return WebPages.seeOther(
                Dashboard.PATH, Map.of("Set-Cookie", parts.sessions().startAnew(after == null ? user : after, call)));
    }

    private void setPassword(WebCall call, User user) throws InterruptedException {
        String password = call.field("password");
        if (!password.equals(call.field("again"))) {
            throw Problem.at("/again", ErrorCode.INVALID_VALUE, "This is not the same password.");
        }
        Call.Origin origin = call.origin();
        parts.door()
                .call(
                        callers.apply(user),
                        new Call.Origin(origin.requestId(), origin.source(), "POST " + Invitations.PATH),
                        new ApiDoor.Request(
                                "PUT",
                                "/own/password",
                                Map.of(),
                                Map.of(),
                                Json.object()
                                        .put("password", password)
                                        .put("password_set_at", user.getPasswordSetAt())));
    }

    private @Nullable User find(WebCall call, @Nullable String user, @Nullable String until, @Nullable String seal) {
        return parts.invitations().find(Queries.text(user), Queries.text(until), Queries.text(seal), call.now());
    }

    private Reply page(int status, @Nullable User user, String until, String seal, @Nullable Problem problem) {
        Map<String, Object> values = new HashMap<>();
        if (user != null) {
            values.putAll(Map.of("id", user.getId(), "email", user.getEmail(), "until", until, "seal", seal));
        }
        if (problem != null) {
            values.put("problem", Visit.problemValues(problem));
        }
        values.put("least", Limits.PASSWORD_CHARS_MIN);
        return parts.pages().page(status, "welcome", values);
    }
}
