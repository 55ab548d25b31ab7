package io.migomail.cli;

import io.migomail.sdk.model.ApiKeyCreate;
import io.migomail.sdk.model.ApiKeyCreated;
import io.migomail.sdk.model.ApiKeyRotate;
import io.migomail.sdk.model.ListApiKeysQuery;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API keys. */
@Command(name = "keys", description = "API keys. Needs one with the scope admin.", mixinStandardHelpOptions = true)
final class KeysCommand {
    private final Surroundings here;

    KeysCommand(Surroundings here) {
        this.here = here;
    }

    @Command(name = "list", description = "Lists the keys of an application.", mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--application", paramLabel = "ID", description = "default: that of the key in use")
                    @Nullable
                    String application,
            @Mixin ApiOptions options) {
        Api api = new Api(options, here);
        ListApiKeysQuery query = new ListApiKeysQuery();
        api.table(
                api.client.apiKeys().list(application == null ? query : query.application(application)),
                Integer.MAX_VALUE,
                List.of("ID", "NAME", "ENVIRONMENT", "ENDS IN", "STATE", "SCOPES", "LAST USED"),
                each -> List.of(
                        Out.text(each.id()),
                        Out.text(each.name()),
                        Out.text(each.environment()),
                        Out.text(each.hint()),
                        Boolean.TRUE.equals(each.revoked())
                                ? "revoked"
                                : each.expiresAt() == null ? "active" : "until " + Times.at(each.expiresAt()),
                        String.join(" ", each.scopes() == null ? List.of() : each.scopes()),
                        Times.at(each.lastUsedAt())));
        return Exit.OK;
    }

    @Command(
            name = "create",
            description =
                    "Makes a key, and prints it, once: on the first line the key, on the second its signing secret.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "NAME", description = "what people call it") String name,
            @Option(names = "--environment", paramLabel = "WORD", description = "live or sandbox") @Nullable
                    String environment,
            @Option(names = "--application", paramLabel = "ID", description = "default: that of the key in use")
                    @Nullable
                    String application,
            @Option(
                            names = "--scope",
                            split = ",",
                            paramLabel = "SCOPE",
                            description = "what it may do; may be repeated, or several with commas")
                    @Nullable
                    List<String> scopes,
            @Option(
                            names = "--domain",
                            paramLabel = "NAME",
                            description = "it sends from this and what is below; may be repeated")
                    @Nullable
                    List<String> domains,
            @Option(
                            names = "--template",
                            paramLabel = "ALIAS",
                            description = "it sends this and no other; may be repeated")
                    @Nullable
                    List<String> templates,
            @Option(names = "--source", paramLabel = "CIDR", description = "it is used from here only; may be repeated")
                    @Nullable
                    List<String> sources,
            @Option(names = "--expires-at", paramLabel = "INSTANT", description = "when it ends") @Nullable
                    String expiresAt,
            @Option(names = "--require-signature", description = "nothing is taken that is not signed")
                    boolean requireSignature,
            @Mixin ApiOptions options) {
        ApiKeyCreate request = new ApiKeyCreate().name(name);
        Api.given(request, "environment", environment);
        Api.given(request, "application", application);
        Api.given(request, "scopes", scopes);
        Api.given(request, "domains", domains);
        Api.given(request, "templates", templates);
        Api.given(request, "sources", sources);
        Api.given(request, "expires_at", expiresAt);
        if (requireSignature) {
            request.requireSignature(true);
        }
        Api api = new Api(options, here);
        return shown(api, api.client.apiKeys().create(request));
    }

    @Command(
            name = "rotate",
            description = "Makes the key that takes a key's place, and prints it, once.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Parameters(paramLabel = "ID", description = "of the key, key_…") String id,
            @Option(
                            names = "--overlap",
                            paramLabel = "TIME",
                            converter = Times.Converter.class,
                            description = "how long the old one holds beside it; default: a day")
                    @Nullable
                    Duration overlap,
            @Mixin ApiOptions options) {
        Api api = new Api(options, here);
        return shown(
                api,
                overlap == null
                        ? api.client.apiKeys().rotate(id)
                        : api.client.apiKeys().rotate(id, new ApiKeyRotate().overlapSeconds(overlap.toSeconds())));
    }

    @Command(
            name = "revoke",
            description = "Ends a key, at every node within a second.",
            mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "ID", description = "of the key, key_…") String id, @Mixin ApiOptions options) {
        Api api = new Api(options, here);
        api.client.apiKeys().delete(id);
        if (!api.json) {
            api.out.line(id + " is revoked");
        }
        return Exit.OK;
    }

    private static int shown(Api api, ApiKeyCreated made) {
        api.show(() -> {
            api.out.line(made.key());
            api.out.line(made.signingSecret());
        });
        return Exit.OK;
    }
}
