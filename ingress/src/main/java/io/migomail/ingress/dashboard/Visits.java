package io.migomail.ingress.dashboard;

import io.migomail.control.UserRole;
import io.migomail.core.Environment;
import io.migomail.core.record.Account;
import io.migomail.core.record.Application;
import io.migomail.core.record.Session;
import io.migomail.core.record.User;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.intake.KeyLimits;
import io.migomail.ingress.rest.WebCall;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who may see which page: the person, the application and the environment that an address is about. Thread-safe. */
final class Visits {
    private final Dashboard.Parts parts;

    Visits(Dashboard.Parts parts) {
        this.parts = parts;
    }

    /** Null where the session's account has no such application or there is no such environment. */
    @Nullable
    Visit of(WebCall call, Session session) {
        User user = parts.sessions().user(session);
        Account account = parts.view().account(session.getAccountId());
        Application application = parts.view().application(call.path("application"));
        Environment environment = environment(call.path("environment"));
        if (user == null
                || account == null
                || environment == null
                || application == null
                || !application.getAccountId().equals(account.getId())) {
            return null;
        }
        Visit.Place place = new Visit.Place(
                session,
                user,
                account,
                application,
                parts.view().applications(account.getId()),
                environment,
                parts.sessions().formToken(session));
        return new Visit(call, place, caller(user, application.getId(), environment), parts);
    }

    /** As whom the API is asked: with all that the person's role may do. */
    Caller caller(User user, String application, Environment environment) {
        UserRole role = UserRole.of(user.getRole());
        return new Caller(
                user.getId(),
                role,
                user.getAccountId(),
                parts.view().plan(user.getAccountId()),
                application,
                environment,
                role.scopes(),
                new KeyLimits(new TreeSet<>(), new TreeSet<>()));
    }

    private static @Nullable Environment environment(String word) {
        try {
            return Environment.of(word);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
