package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Environment;
import io.migomail.ingress.rest.TestIngress.Answer;
import io.migomail.mail.password.PasswordHash;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The people of an account. */
class UsersTest {
    private static final String PASSWORD = "correct horse battery";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Answer add(String email, String role) throws Exception {
        return api.post("/v1/users", "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}");
    }

    private Answer call(String method, String path, String body) throws Exception {
        return api.call(method, path, api.first.liveKey(), body);
    }

    private static String path(Answer user) {
        return "/v1/users/" + user.body().path("id").asText();
    }

    @Test
    void aPasswordRestsAsItsHashAndIsNeverShown() throws Exception {
        Answer made = api.post(
                "/v1/users",
                "{\"email\":\"Priya@yourapp.com\",\"name\":\"Priya\",\"role\":\"owner\",\"password\":\"" + PASSWORD
                        + "\"}");
        assertEquals(201, made.status(), made.raw().body());
        assertTrue(made.body().path("password_set").asBoolean());
        String hash = api.control.view().user(made.body().path("id").asText()).getPasswordHash();
        assertTrue(PasswordHash.matches(PASSWORD, hash));
        for (Answer answer : List.of(made, api.get(path(made)), api.get("/v1/users"))) {
            assertFalse(answer.raw().body().contains(PASSWORD));
            assertFalse(answer.raw().body().contains("argon2"));
        }
        call("PATCH", path(made), "{\"password\":\"another horse battery\"}");
        String changed =
                api.control.view().user(made.body().path("id").asText()).getPasswordHash();
        assertTrue(PasswordHash.matches("another horse battery", changed));
    }

    @Test
    void whatIsGivenIsChangedAndNothingElse() throws Exception {
        Answer made = add("a@yourapp.com", "owner");
        Answer changed = call("PATCH", path(made), "{\"name\":\"Ann\"}");
        assertEquals("Ann", changed.body().path("name").asText());
        assertEquals("a@yourapp.com", changed.body().path("email").asText());
        for (String bad : List.of(
                "{\"role\":\"root\"}",
                "{\"password\":\"short\"}",
                "{\"email\":\"no address\"}",
                "{\"email\":7}",
                "{\"password_hash\":\"x\"}")) {
            assertEquals(422, call("PATCH", path(made), bad).status(), bad);
        }
        assertEquals(422, api.post("/v1/users", "{\"email\":\"x@yourapp.com\"}").status());
    }

    @Test
    void anAddressIsOnePersonsWhateverItsCase() throws Exception {
        add("a@yourapp.com", "owner");
        Answer other = add("b@yourapp.com", "viewer");
        assertEquals("already_exists", add("A@YourApp.com", "viewer").code());
        assertEquals(
                "already_exists",
                call("PATCH", path(other), "{\"email\":\"a@yourapp.com\"}").code());
        Answer elsewhere =
                api.call("POST", "/v1/users", api.second.liveKey(), "{\"email\":\"a@yourapp.com\",\"role\":\"owner\"}");
        assertEquals(201, elsewhere.status(), "accounts know nothing of each other");
        assertEquals(404, call("GET", path(elsewhere), null).status());
    }

    @Test
    void anAccountWithUsersHasAnOwner() throws Exception {
        assertEquals("last_owner", add("a@yourapp.com", "viewer").code());
        Answer owner = add("a@yourapp.com", "owner");
        assertEquals("last_owner", call("DELETE", path(owner), null).code());
        assertEquals(
                "last_owner",
                call("PATCH", path(owner), "{\"role\":\"viewer\"}").code());
        Answer second = add("b@yourapp.com", "owner");
        assertEquals(200, call("PATCH", path(owner), "{\"role\":\"viewer\"}").status());
        assertEquals("last_owner", call("DELETE", path(second), null).code());
        assertEquals(204, call("DELETE", path(owner), null).status());
        assertEquals(404, call("GET", path(owner), null).status());
    }

    @Test
    void aKeyThatIsLimitedMakesNobody() throws Exception {
        String sandbox = api.key(Environment.SANDBOX, "admin");
        String limited = api.post(
                        "/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"admin\"],\"domains\":[\"yourapp.com\"]}")
                .body()
                .path("key")
                .asText();
        for (String key : List.of(sandbox, limited)) {
            Answer refused = api.call("POST", "/v1/users", key, "{\"email\":\"a@yourapp.com\",\"role\":\"owner\"}");
            assertEquals("insufficient_scope", refused.code());
        }
    }
}
