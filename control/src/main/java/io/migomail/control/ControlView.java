package io.migomail.control;

import io.migomail.core.Cell;
import io.migomail.core.Plan;
import io.migomail.core.record.Account;
import io.migomail.core.record.Alert;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.ApiKeyUse;
import io.migomail.core.record.Application;
import io.migomail.core.record.ControlRecord;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Erasure;
import io.migomail.core.record.IpPool;
import io.migomail.core.record.ProofKeyring;
import io.migomail.core.record.Session;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVersion;
import io.migomail.core.record.User;
import io.migomail.core.record.Webhook;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The present state of the control plane in memory. Any thread may look up, without locks; each look-up sees whole
 * entities, and lists oldest first. One thread, the replica's reader, applies records.
 */
public final class ControlView {
    /** What holds for an entity, and the key under which the log keeps it. */
    record Present(ControlRecord record, String logKey) {
        long version() {
            return record.getVersion();
        }
    }

    private final Map<String, Present> present = new ConcurrentHashMap<>();
    private final AuditTrail trail = new AuditTrail();

    private final Table<Account> accounts = new Table<>(Account::getCreatedAt, Account::getId);
    private final Index<Account> accountsByUsername = accounts.index(Account::getUsername);
    private final Table<User> users = new Table<>(User::getCreatedAt, User::getId);
    private final Index<User> usersOf = users.index(User::getAccountId);
    private final Index<User> usersByEmail = users.index(u -> join(u.getAccountId(), lower(u.getEmail())));
    private final Index<User> usersOfAddress = users.index(u -> lower(u.getEmail()));
    private final Table<Application> applications = new Table<>(Application::getCreatedAt, Application::getId);
    private final Index<Application> applicationsOf = applications.index(Application::getAccountId);
    private final Table<ApiKey> apiKeys = new Table<>(ApiKey::getCreatedAt, ApiKey::getId);
    private final Index<ApiKey> apiKeysByHash = apiKeys.index(ApiKey::getHash);
    private final Index<ApiKey> apiKeysOf = apiKeys.index(ApiKey::getApplicationId);
    private final Table<ApiKeyUse> keyUses = new Table<>(ApiKeyUse::getLastUsedAt, ApiKeyUse::getId);
    private final Table<Domain> domains = new Table<>(Domain::getCreatedAt, Domain::getId);
    private final Index<Domain> domainsOf = domains.index(Domain::getAccountId);
    private final Index<Domain> domainsByName = domains.index(d -> join(d.getAccountId(), d.getName()));
    private final Index<Domain> domainsOfAnybody = domains.index(Domain::getName);
    private final Table<Template> templates = new Table<>(Template::getCreatedAt, Template::getId);
    private final Index<Template> templatesOf = templates.index(Template::getApplicationId);
    private final Index<Template> templatesByAlias = templates.index(t -> join(t.getApplicationId(), t.getAlias()));
    private final Table<TemplateVersion> versions =
            new Table<>(TemplateVersion::getCreatedAt, v -> EntityKind.versionId(v.getTemplateId(), v.getNumber()));
    private final Index<TemplateVersion> versionsOf = versions.index(TemplateVersion::getTemplateId);
    private final Table<Webhook> webhooks = new Table<>(Webhook::getCreatedAt, Webhook::getId);
    private final Index<Webhook> webhooksOf = webhooks.index(w -> join(w.getApplicationId(), w.getEnvironment()));
    private final Table<IpPool> pools = new Table<>(IpPool::getCreatedAt, IpPool::getId);
    private final Index<IpPool> poolsOf =
            pools.index(p -> join(p.getAccountId(), join(p.getStream(), p.getEnvironment())));
    private final Table<Erasure> erasures = new Table<>(Erasure::getErasedAt, Erasure::getId);
    private final Index<Erasure> erasuresOf = erasures.index(Erasure::getAccountId);

    private final Table<ProofKeyring> proofKeyrings = new Table<>(ring -> 0, ProofKeyring::getId);
    private final Table<Session> sessions = new Table<>(Session::getCreatedAt, Session::getId);
    private final Index<Session> sessionsOf = sessions.index(Session::getUserId);
    private final Table<Alert> alerts = new Table<>(Alert::getOpenedAt, Alert::getId);
    private final Index<Alert> alertsOf = alerts.index(Alert::getAccountId);

    ControlView() {}

    public @Nullable Account account(String id) {
        return accounts.get(id);
    }

    /** The plan of an account; the standard one of an account that is not known. */
    public Plan plan(String accountId) {
        Account account = account(accountId);
        return Plan.ofRecord(account == null ? "" : account.getPlan());
    }

    public @Nullable Account accountByUsername(String username) {
        return accountsByUsername.first(username);
    }

    /** The cell that carries the mail of an account; of one that nobody knows the first. */
    public Cell cell(String accountId) {
        Account account = account(accountId);
        return account == null ? Cell.FIRST : Cell.of(account);
    }

    public Collection<Account> accounts() {
        return accounts.all();
    }

    public @Nullable User user(String id) {
        return users.get(id);
    }

    /** The account's user of this address, whatever the case of its letters. */
    public @Nullable User userByEmail(String accountId, String email) {
        return usersByEmail.first(join(accountId, lower(email)));
    }

    /** Whoever has this address, of whatever account. */
    public List<User> usersByEmail(String email) {
        return usersOfAddress.all(lower(email));
    }

    public List<User> users(String accountId) {
        return usersOf.all(accountId);
    }

    public @Nullable Application application(String id) {
        return applications.get(id);
    }

    public List<Application> applications(String accountId) {
        return applicationsOf.all(accountId);
    }

    /** The ids of the same. */
    public List<String> applicationIds(String accountId) {
        return applications(accountId).stream().map(Application::getId).toList();
    }

    public @Nullable ApiKey apiKey(String id) {
        return apiKeys.get(id);
    }

    /** The key with this hex SHA-256, revoked and expired ones included. */
    public @Nullable ApiKey apiKeyByHash(String hash) {
        return apiKeysByHash.first(hash);
    }

    public List<ApiKey> apiKeys(String applicationId) {
        return apiKeysOf.all(applicationId);
    }

    /** When a node last wrote that the key was used, milliseconds; 0 = never. */
    public long keyUsedAt(String id) {
        ApiKeyUse use = keyUses.get(id);
        return use == null ? 0 : use.getLastUsedAt();
    }

    public @Nullable Domain domain(String id) {
        return domains.get(id);
    }

    /** The account's domain of this name (lower case, A-labels); accounts may claim the same name. */
    public @Nullable Domain domainByName(String accountId, String name) {
        return domainsByName.first(join(accountId, name));
    }

    /** Whether any account has a domain of this name (lower case, A-labels). */
    public boolean hasDomain(String name) {
        return domainsOfAnybody.first(name) != null;
    }

    public List<Domain> domains(String accountId) {
        return domainsOf.all(accountId);
    }

    public Collection<Domain> domains() {
        return domains.all();
    }

    public @Nullable Template template(String id) {
        return templates.get(id);
    }

    public @Nullable Template templateByAlias(String applicationId, String alias) {
        return templatesByAlias.first(join(applicationId, alias));
    }

    public List<Template> templates(String applicationId) {
        return templatesOf.all(applicationId);
    }

    public @Nullable TemplateVersion templateVersion(String templateId, int number) {
        return versions.get(EntityKind.versionId(templateId, number));
    }

    public List<TemplateVersion> templateVersions(String templateId) {
        return versionsOf.all(templateId).stream()
                .sorted(Comparator.comparingInt(TemplateVersion::getNumber))
                .toList();
    }

    public @Nullable Webhook webhook(String id) {
        return webhooks.get(id);
    }

    public List<Webhook> webhooks(String applicationId, String environment) {
        return webhooksOf.all(join(applicationId, environment));
    }

    public Collection<Webhook> webhooks() {
        return webhooks.all();
    }

    public @Nullable IpPool pool(String id) {
        return pools.get(id);
    }

    public List<IpPool> pools(String accountId, String stream, String environment) {
        return poolsOf.all(join(accountId, join(stream, environment)));
    }

    public Collection<IpPool> pools() {
        return pools.all();
    }

    public @Nullable Erasure erasure(String id) {
        return erasures.get(id);
    }

    public Collection<Erasure> erasures() {
        return erasures.all();
    }

    /** Whether the account has erased anybody. */
    public boolean hasErasures(String accountId) {
        return erasuresOf.first(accountId) != null;
    }

    public @Nullable Session session(String id) {
        return sessions.get(id);
    }

    /** Of one person, those that have ended too. */
    public List<Session> sessions(String userId) {
        return sessionsOf.all(userId);
    }

    /** Of everybody. */
    public Collection<Session> sessions() {
        return sessions.all();
    }

    /** Of an account, those that were resolved too. */
    public List<Alert> alerts(String accountId) {
        return alertsOf.all(accountId);
    }

    /** Of everybody. */
    public Collection<Alert> alerts() {
        return alerts.all();
    }

    public @Nullable ProofKeyring proofKeyring(String id) {
        return proofKeyrings.get(id);
    }

    /** The version that holds for an entity, deleted ones included; 0 where there never was one. */
    public long version(EntityKind kind, String id) {
        Present held = present.get(kind.fullId(id));
        return held == null ? 0 : held.version();
    }

    /** Of everything that there is or was, deleted ones included. */
    List<String> fullIds() {
        return List.copyOf(present.keySet());
    }

    @Nullable
    Present present(String fullId) {
        return present.get(fullId);
    }

    /** The changes of what the account has, newest first. */
    public List<AuditEntry> changes(String accountId) {
        return trail.of(accountId);
    }

    /** Whether a request with that signature changed something of the account's since then, milliseconds. */
    public boolean hasChangeSigned(String accountId, String signature, long since) {
        return trail.hasSignature(accountId, signature, since);
    }

    /** Entries of the account's audit log that may go, some at a time. */
    List<AuditEntry> surplus(String accountId, long now) {
        return trail.surplus(accountId, now, entry -> {
            Present held = present.get(entry.resource());
            return held != null && held.logKey().equals(entry.logKey());
        });
    }

    /** The record of this key is gone from the log. Reader's thread only. */
    void forget(String logKey) {
        trail.forget(logKey);
    }

    /** Applies a record unless one of its version or a later one holds already. Reader's thread only. */
    boolean apply(String logKey, ControlRecord record) {
        if (record.getSuperseded()) {
            trail.note(logKey, record);
            return false;
        }
        Present held = present.get(record.getId());
        if (held != null && record.getVersion() <= held.version()) {
            return false;
        }
        store(record);
        // After the rows: whoever sees the version sees the entity.
        present.put(record.getId(), new Present(record, logKey));
        if (record.hasChange()) {
            trail.note(logKey, record);
        }
        return true;
    }

    private void store(ControlRecord r) {
        int slash = r.getId().indexOf('/');
        String id = r.getId().substring(slash + 1);
        switch (r.getId().substring(0, Math.max(slash, 0))) {
            case "account" -> put(accounts, id, r, ControlRecord::getAccount);
            case "user" -> put(users, id, r, ControlRecord::getUser);
            case "application" -> put(applications, id, r, ControlRecord::getApplication);
            case "api_key" -> put(apiKeys, id, r, ControlRecord::getApiKey);
            case "api_key_use" -> put(keyUses, id, r, ControlRecord::getApiKeyUse);
            case "domain" -> put(domains, id, r, ControlRecord::getDomain);
            case "template" -> put(templates, id, r, ControlRecord::getTemplate);
            case "template_version" -> put(versions, id, r, ControlRecord::getTemplateVersion);
            case "webhook" -> put(webhooks, id, r, ControlRecord::getWebhook);
            case "erasure" -> put(erasures, id, r, ControlRecord::getErasure);
            case "proof_keyring" -> put(proofKeyrings, id, r, ControlRecord::getProofKeyring);
            case "session" -> put(sessions, id, r, ControlRecord::getSession);
            case "alert" -> put(alerts, id, r, ControlRecord::getAlert);
            case "ip_pool" -> put(pools, id, r, ControlRecord::getIpPool);
            default -> {
                // A kind of a later release: its version is kept, its content means nothing here.
            }
        }
    }

    private static <T> void put(Table<T> table, String id, ControlRecord record, Function<ControlRecord, T> field) {
        table.replace(id, record.getDeleted() ? null : field.apply(record));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String join(String a, String b) {
        return a + '\n' + b;
    }
}
