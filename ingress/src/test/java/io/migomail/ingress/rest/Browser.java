package io.migomail.ingress.rest;

import io.migomail.control.UserRole;
import io.migomail.core.record.User;
import io.migomail.mail.password.PasswordHash;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser does with the pages of a {@link TestIngress}: keeps cookies, follows, sends the forms' token. */
final class Browser {
    static final String PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final TestIngress api;
    /** By name, whether they may go over http or not. */
    final Map<String, String> cookies = new TreeMap<>();

    private final HttpClient http = HttpClient.newHttpClient();
    /** The token of the last page that had one. */
    String token = "";

    Browser(TestIngress api) {
        this.api = api;
    }

    /** A person of that account with {@link #PASSWORD}. */
    static User person(TestIngress api, String accountId, String email, UserRole role) throws InterruptedException {
        return person(api, accountId, email, role, "usr_" + email);
    }

    /** The same with an id. */
    static User person(TestIngress api, String accountId, String email, UserRole role, String id)
            throws InterruptedException {
        User user = User.newBuilder()
                .setId(id)
                .setAccountId(accountId)
                .setEmail(email)
                .setRole(role.word())
                .setPasswordHash(PasswordHash.of(PASSWORD, new Random(1)))
                .setCreatedAt(1)
                .build();
        api.control.put(user, 0);
        return user;
    }

    /** Somebody of the first account who has signed in. */
    static Browser signedIn(TestIngress api, UserRole role) throws IOException, InterruptedException {
        String email = role.word() + "@first.example";
        person(api, api.first.account().getId(), email, role);
        Browser browser = new Browser(api);
        browser.signIn(email, PASSWORD);
        return browser;
    }

    HttpResponse<String> signIn(String email, String password) throws IOException, InterruptedException {
        return post("/login", "email", email, "password", password);
    }

    /** The address of a page of the first application in the live environment. */
    String page(String path) {
        return "/dashboard/" + api.first.application().getId() + "/live" + path;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).GET(), headers);
    }

    /** Sends a form with the fields and the token. */
    HttpResponse<String> post(String path, String... fields) throws IOException, InterruptedException {
        return send(form(path, token, fields));
    }

    HttpRequest.Builder form(String path, String formToken, String... fields) {
        StringBuilder body = new StringBuilder("_csrf=" + encoded(formToken));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
        }
        return HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws IOException, InterruptedException {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (HttpCookie cookie : response.headers().allValues("Set-Cookie").stream()
                .flatMap(field -> HttpCookie.parse(field).stream())
                .toList()) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
        Matcher found = TOKEN.matcher(response.body());
        if (found.find()) {
            token = found.group(1);
        }
        return response;
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + api.port + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
