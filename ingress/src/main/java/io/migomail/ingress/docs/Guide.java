package io.migomail.ingress.docs;

import java.util.List;

/**
 * A document of the repository that the site shows.
 *
 * @param group in which the navigation lists it
 * @param label short, for the navigation
 * @param file from the folder docs
 */
record Guide(String group, String label, String path, String file) {
    static final String START = "Get started";
    static final String GUIDES = "Guides";
    static final String OPERATE = "Operate";
    static final String REFERENCE = "Reference";

    /** All of them in the order in which they are read. */
    static final List<Guide> ALL = List.of(
            of(START, "Quick start", "quick-start", "guides/quick-start.md"),
            of(START, "Client libraries", "sdks", "sdks.md"),
            of(START, "Command line", "command-line", "guides/command-line.md"),
            of(START, "Going live", "going-live", "guides/going-live.md"),
            of(GUIDES, "Send mail", "sending", "guides/sending.md"),
            of(GUIDES, "Templates", "templates", "templates.md"),
            of(GUIDES, "Sending domains", "domains", "guides/domains.md"),
            of(GUIDES, "API keys", "api-keys", "guides/api-keys.md"),
            of(GUIDES, "SMTP relay", "smtp", "guides/smtp.md"),
            of(GUIDES, "Mail clients", "smtp-clients", "smtp-clients.md"),
            of(GUIDES, "Webhooks", "webhooks", "guides/webhooks.md"),
            of(GUIDES, "Sandbox", "sandbox", "sandbox.md"),
            of(GUIDES, "The promised time", "sla", "guides/sla.md"),
            of(GUIDES, "Proof of delivery", "proof", "proof.md"),
            of(OPERATE, "Install on Kubernetes", "kubernetes", "guides/kubernetes.md"),
            of(OPERATE, "Values of the chart", "helm-values", "guides/helm-values.md"),
            of(OPERATE, "Sizing", "sizing", "guides/sizing.md"),
            of(OPERATE, "Change keys", "keys", "guides/keys.md"),
            of(OPERATE, "Bounces and complaints", "inbound", "inbound.md"),
            of(OPERATE, "Egress nodes", "egress-nodes", "guides/egress-nodes.md"),
            of(OPERATE, "Metrics", "metrics", "metrics.md"),
            of(OPERATE, "Logs", "logs", "logs.md"),
            of(OPERATE, "Traces", "traces", "traces.md"),
            of(REFERENCE, "Errors", "errors", "errors.md"),
            of(REFERENCE, "Limits", "limits", "limits.md"),
            of(REFERENCE, "Events", "events", "events.md"),
            of(REFERENCE, "The contract", "contract", "contract.md"),
            of(REFERENCE, "The API", "api", "guides/api.md"));

    private static Guide of(String group, String label, String slug, String file) {
        return new Guide(group, label, DocsSite.ROOT + "/" + slug, file);
    }
}
