package io.migomail.cli;

import io.migomail.sdk.model.Domain;
import io.migomail.sdk.model.DomainCreate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sending domains. */
@Command(
        name = "domains",
        description = "Sending domains and the DNS records that they need.",
        mixinStandardHelpOptions = true)
final class DomainsCommand {
    private static final String WHICH = "its name, or its id, dom_…";

    private final Surroundings here;

    DomainsCommand(Surroundings here) {
        this.here = here;
    }

    @Command(name = "list", description = "Lists the domains of the account.", mixinStandardHelpOptions = true)
    int list(@Mixin ApiOptions options) {
        Api api = new Api(options, here);
        api.table(
                api.client.domains().list(),
                Integer.MAX_VALUE,
                List.of("NAME", "STATUS", "STREAM", "VERIFIED SINCE", "LOOKED AT", "ID"),
                each -> List.of(
                        Out.text(each.name()),
                        Out.text(each.status()),
                        Out.text(each.stream()),
                        Times.at(each.verifiedAt()),
                        Times.at(each.checkedAt()),
                        Out.text(each.id())));
        return Exit.OK;
    }

    @Command(
            name = "add",
            description = "Adds a domain, and shows the records to publish.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "such as example.com") String name,
            @Option(names = "--stream", paramLabel = "STREAM", description = "transactional (default) or marketing")
                    @Nullable
                    String stream,
            @Mixin ApiOptions options) {
        Api api = new Api(options, here);
        DomainCreate request = new DomainCreate().name(name);
        Domain made = api.client.domains().create(stream == null ? request : request.stream(stream));
        api.show(() -> tell(api.out, made));
        return Exit.OK;
    }

    @Command(
            name = "show",
            description = "Shows the records of a domain and what the DNS has. Status 1 where it is not verified.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "DOMAIN", description = WHICH) String domain, @Mixin ApiOptions options) {
        Api api = new Api(options, here);
        return told(api, api.client.domains().get(id(api, domain)));
    }

    @Command(
            name = "verify",
            description = "Asks the DNS now, and shows what it has. Status 1 where the domain is not verified.",
            mixinStandardHelpOptions = true)
    int verify(@Parameters(paramLabel = "DOMAIN", description = WHICH) String domain, @Mixin ApiOptions options) {
        Api api = new Api(options, here);
        return told(api, api.client.domains().verify(id(api, domain)));
    }

    @Command(
            name = "rotate",
            description = "Makes new DKIM keys, and shows the records to publish beside the present ones.",
            mixinStandardHelpOptions = true)
    int rotate(@Parameters(paramLabel = "DOMAIN", description = WHICH) String domain, @Mixin ApiOptions options) {
        Api api = new Api(options, here);
        Domain rotated = api.client.domains().rotateKeys(id(api, domain));
        api.show(() -> tell(api.out, rotated));
        return Exit.OK;
    }

    private static int told(Api api, Domain domain) {
        api.show(() -> tell(api.out, domain));
        return Boolean.TRUE.equals(domain.verified()) ? Exit.OK : Exit.NO;
    }

    /** The id of a domain that may be given by its name. */
    private static String id(Api api, String domain) {
        if (domain.startsWith("dom_")) {
            return domain;
        }
        return api.client.domains().list().stream()
                .filter(each -> domain.equalsIgnoreCase(each.name()))
                .map(each -> Out.text(each.id()))
                .findFirst()
                .orElseThrow(() -> new UsageException("the account has no domain " + domain));
    }

    private static void tell(Out out, Domain domain) {
        out.line(Out.join("  ", domain.name(), domain.status(), domain.stream(), domain.id()));
        if (domain.failsAt() != null) {
            out.line("  Wrong since " + Times.at(domain.failingSince()) + "; its mail is refused from "
                    + Times.at(domain.failsAt()) + " on");
        }
        for (Domain.DomainRecord each : domain.records() == null ? List.<Domain.DomainRecord>of() : domain.records()) {
            out.line("");
            out.line(Out.join(
                    "  ",
                    each.purpose(),
                    each.state(),
                    Boolean.TRUE.equals(each.required()) ? "required" : "",
                    each.retireAfter() == null ? "" : "stays until " + Times.at(each.retireAfter())));
            out.line("  " + Out.join(" ", each.name(), each.type(), each.expected()));
            for (String found : each.found() == null ? List.<String>of() : each.found()) {
                out.line("  found: " + found);
            }
            if (each.hint() != null && !"verified".equals(each.state())) {
                out.line("  " + each.hint());
            }
        }
    }
}
