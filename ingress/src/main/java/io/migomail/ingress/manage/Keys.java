package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.migomail.control.ApiKeys;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.Scope;
import io.migomail.control.SecretBox;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.Application;
import io.migomail.ingress.intake.KeyUses;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** API keys of the caller's account. A key is shown once, when it is made; a deleted one is kept as revoked. */
public final class Keys {
    private static final int NAME_CHARS = 128;
    private static final int SECRET_BYTES = 32;

    private final ControlPlane control;
    private final Writes writes;
    private final SecretBox box;
    private final KeyUses uses;
    private final RandomGenerator random;

    /** @param random a secure one */
    public Keys(ControlPlane control, SecretBox box, KeyUses uses, RandomGenerator random) {
        this.control = control;
        this.box = box;
        this.uses = uses;
        this.writes = new Writes(control);
        this.random = random;
    }

    public Reply create(Call call) throws InterruptedException {
        Fields fields = Fields.of(
                call.json(),
                "name",
                "application",
                "environment",
                "scopes",
                "expires_at",
                "domains",
                "templates",
                "sources",
                "require_signature");
        String name = fields.requiredLine("name", NAME_CHARS);
        Environment chosen = fields.word("environment", Environment::of);
        Environment environment = chosen == null ? call.caller().environment() : chosen;
        List<String> scopes = scopes(fields);
        long expiresAt = expiry(fields, call.now());
        String application = application(fields, call);
        KeyLimitFields limits = new KeyLimitFields(control.view(), fields);
        List<String> domains = limits.domains(call.caller().accountId());
        List<String> templates = limits.templates(application);
        List<String> sources = limits.sources();
        boolean signed = fields.flag("require_signature");
        fields.done();
        mayTouch(call, environment.word());
        requireUnlimited(call);
        mayGive(call, scopes);
        ApiKey key = ApiKey.newBuilder()
                .setAccountId(call.caller().accountId())
                .setApplicationId(application)
                .setEnvironment(environment.word())
                .setName(name)
                .addAllScopes(scopes)
                .addAllDomains(domains)
                .addAllTemplates(templates)
                .addAllSources(sources)
                .setRequireSignature(signed)
                .setExpiresAt(expiresAt)
                .build();
        return issue(call, key, Ids.random(Ids.KEY, random));
    }

    /**
     * Changes what is given of a key that can be used; of what it may do so much as its maker could have given it. Every
     * node goes by it with the next request, and with the next message of an SMTP connection.
     */
    public Reply update(Call call) throws InterruptedException {
        long version = control.version(EntityKind.API_KEY, call.path("id"));
        ApiKey before = find(call);
        ObjectNode body = call.json();
        Fields fields =
                Fields.of(body, "name", "scopes", "expires_at", "domains", "templates", "sources", "require_signature");
        ApiKey after = changed(call, before, fields, body.path("expires_at").isNull());
        fields.done();
        mayTouch(call, before.getEnvironment());
        requireUnlimited(call);
        mayGive(call, after.getScopesList());
        if (!ApiKeys.isActive(before, call.now())) {
            throw Problem.of(ErrorCode.KEY_NOT_ACTIVE, "The API key is revoked or expired; make another.");
        }
        writes.update(call, after, version);
        return Reply.ok(json(after));
    }

    /** @param endless whether it is said that the key does not expire */
    private ApiKey changed(Call call, ApiKey before, Fields fields, boolean endless) {
        ApiKey.Builder next = before.toBuilder();
        KeyLimitFields limits = new KeyLimitFields(control.view(), fields);
        if (fields.has("name")) {
            next.setName(fields.requiredLine("name", NAME_CHARS));
        }
        if (fields.has("scopes")) {
            next.clearScopes().addAllScopes(scopes(fields));
        }
        if (fields.has("expires_at") || endless) {
            next.setExpiresAt(expiry(fields, call.now()));
        }
        if (fields.has("domains")) {
            next.clearDomains().addAllDomains(limits.domains(before.getAccountId()));
        }
        if (fields.has("templates")) {
            next.clearTemplates().addAllTemplates(limits.templates(before.getApplicationId()));
        }
        if (fields.has("sources")) {
            next.clearSources().addAllSources(limits.sources());
        }
        if (fields.has("require_signature")) {
            next.setRequireSignature(fields.flag("require_signature"));
        }
        return next.build();
    }

    /** What a key may do that a person makes, the person could do. */
    private static void mayGive(Call call, List<String> scopes) {
        if (call.caller().role() != null && !call.caller().isFull() && scopes.contains(Scope.ADMIN.word())) {
            throw Problem.of(
                    ErrorCode.INSUFFICIENT_SCOPE, "Keys with the scope admin are for owners of the account to make.");
        }
    }

    private static void requireUnlimited(Call call) {
        if (call.caller().limits().any()) {
            throw Problem.of(
                    ErrorCode.INSUFFICIENT_SCOPE,
                    "A key that is limited to domains or templates cannot make or change keys.");
        }
    }

    /**
     * Gives a key a successor that may do the same and, where the key expires, lives as long as it from now on. The key
     * itself goes on for the overlap, and no longer than it would have.
     */
    public Reply rotate(Call call) throws InterruptedException {
        long version = control.version(EntityKind.API_KEY, call.path("id"));
        ApiKey key = find(call);
        mayTouch(call, key.getEnvironment());
        mayGive(call, key.getScopesList());
        long overlapUntil = Overlap.end(call);
        if (call.caller().limits().any() && !call.caller().actorId().equals(key.getId())) {
            throw Problem.of(
                    ErrorCode.INSUFFICIENT_SCOPE,
                    "A key that is limited to domains or templates can rotate itself only.");
        }
        // A successor that is not there is one whose making failed: it is made anew.
        boolean hasSuccessor = control.view().apiKey(key.getSucceededBy()) != null;
        if (!ApiKeys.isActive(key, call.now()) || hasSuccessor) {
            throw Problem.of(
                    ErrorCode.KEY_NOT_ACTIVE, "The API key is revoked, expired or has a successor; make another.");
        }
        String successor = Ids.random(Ids.KEY, random);
        writes.update(
                call,
                key.toBuilder()
                        .setSucceededBy(successor)
                        .setOverlapUntil(overlapUntil)
                        .build(),
                version);
        ApiKey.Builder next = key.toBuilder().clearSucceededBy().clearOverlapUntil();
        if (key.getExpiresAt() != 0) {
            next.setExpiresAt(call.now() + key.getExpiresAt() - key.getCreatedAt());
        }
        return issue(call, next.build(), successor);
    }

    /** Makes a key of that content, and answers with its secrets. */
    private Reply issue(Call call, ApiKey content, String id) throws InterruptedException {
        String secret = ApiKeys.generate(Environment.of(content.getEnvironment()), random);
        String signing = signingSecret();
        ApiKey key = content.toBuilder()
                .setId(id)
                .setHash(ApiKeys.hash(secret))
                .setHint(ApiKeys.hint(secret))
                .setSigningSecret(ByteString.copyFrom(box.seal(signing.getBytes(StandardCharsets.US_ASCII), id)))
                .setCreatedAt(call.now())
                .build();
        writes.create(call, key);
        return Reply.created(json(key).put("key", secret).put("signing_secret", signing));
    }

    private String signingSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return "migo_ss_" + HexFormat.of().formatHex(bytes);
    }

    private static void mayTouch(Call call, String environment) {
        if (environment.equals(Environment.LIVE.word()) && call.caller().environment() == Environment.SANDBOX) {
            throw Problem.of(
                    ErrorCode.INSUFFICIENT_SCOPE, "A sandbox key cannot make, change, rotate or revoke a live key.");
        }
    }

    private static List<String> scopes(Fields fields) {
        List<String> scopes = fields.lines("scopes", Scope.values().length, 64);
        if (!fields.has("scopes") || scopes.isEmpty()) {
            fields.fault("/scopes", ErrorCode.MISSING_FIELD, "At least one scope is required.");
        }
        for (int i = 0; i < scopes.size(); i++) {
            if (Scope.of(scopes.get(i)) == null) {
                fields.fault("/scopes/" + i, ErrorCode.INVALID_VALUE, "The scope is none of: " + Scope.words() + ".");
            }
        }
        return scopes.stream().distinct().toList();
    }

    private static long expiry(Fields fields, long now) {
        Long at = fields.instant("expires_at");
        if (at == null) {
            return 0;
        }
        if (at <= now) {
            fields.fault("/expires_at", ErrorCode.INVALID_VALUE, "An instant in the future is expected.");
        }
        return at;
    }

    private String application(Fields fields, Call call) {
        String given = fields.line("application", 64);
        if (given == null) {
            return call.caller().applicationId();
        }
        Application found = control.view().application(given);
        if (found == null || !found.getAccountId().equals(call.caller().accountId())) {
            fields.fault("/application", ErrorCode.INVALID_VALUE, "The account has no such application.");
        }
        return given;
    }

    /** The keys of one application: the query's, else the caller's own. */
    public Reply list(Call call) {
        String wanted = call.query("application");
        String application = wanted == null ? call.caller().applicationId() : wanted;
        List<ApiKey> keys = control.view().apiKeys(application).stream()
                .filter(k -> owns(call, k))
                .toList();
        return Page.of(call, keys, ApiKey::getId, this::json);
    }

    public Reply get(Call call) {
        return Reply.ok(json(find(call)));
    }

    public Reply delete(Call call) throws InterruptedException {
        long version = control.version(EntityKind.API_KEY, call.path("id"));
        ApiKey key = find(call);
        mayTouch(call, key.getEnvironment());
        if (!key.getRevoked()) {
            writes.update(call, key.toBuilder().setRevoked(true).build(), version);
        }
        return Reply.noContent();
    }

    private ApiKey find(Call call) {
        ApiKey found = control.view().apiKey(call.path("id"));
        if (found == null || !owns(call, found)) {
            throw Writes.missing("API key");
        }
        return found;
    }

    private static boolean owns(Call call, @Nullable ApiKey key) {
        return key != null && key.getAccountId().equals(call.caller().accountId());
    }

    private ObjectNode json(ApiKey key) {
        ObjectNode out = Json.object()
                .put("id", key.getId())
                .put("name", key.getName())
                .put("application", key.getApplicationId())
                .put("environment", key.getEnvironment())
                .put("hint", key.getHint())
                .put("revoked", key.getRevoked())
                .put("require_signature", key.getRequireSignature());
        ArrayNode scopes = out.putArray("scopes");
        key.getScopesList().forEach(scopes::add);
        key.getDomainsList().forEach(out.putArray("domains")::add);
        key.getTemplatesList().forEach(out.putArray("templates")::add);
        key.getSourcesList().forEach(out.putArray("sources")::add);
        out.put("succeeded_by", key.getSucceededBy().isEmpty() ? null : key.getSucceededBy());
        Json.instant(out, "created_at", key.getCreatedAt());
        Json.instant(out, "expires_at", ApiKeys.end(key));
        Json.instant(out, "last_used_at", uses.lastUsed(key.getId()));
        return out;
    }
}
