package io.migomail.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Domain;
import io.migomail.ingress.domain.DomainStatus;
import io.migomail.templates.StarterTemplates;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What the product page's example needs: the domain {@code yourapp.com}, taken as verified (mail of a local run does not
 * leave), and the starter templates. Goes through the public API; does nothing where they are there.
 */
public final class Seed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SEEN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ControlPlane control;
    private final FirstAccount first;
    private final Api api;
    private final TimeSource time;

    /** Over the control plane for the domain, and the API with the first account's live key for the rest. */
    public Seed(ControlPlane control, FirstAccount first, Api api, TimeSource time) {
        this.control = control;
        this.first = first;
        this.api = api;
        this.time = time;
    }

    /** Makes what is missing. */
    public void run() throws IOException, InterruptedException {
        if (control.view().domainByName(first.account().getId(), FirstAccount.DOMAIN) == null) {
            api.post("/v1/domains", JSON.writeValueAsString(Map.of("name", FirstAccount.DOMAIN)), 201);
        }
        Domain domain = seenDomain();
        if (!domain.getVerified() || domain.getCheckedAt() == 0 && !domain.getAssumed()) {
            control.put(
                    DomainStatus.assumed(domain, time.wallMillis()),
                    control.version(EntityKind.DOMAIN, domain.getId()));
        }
        for (StarterTemplates.Starter starter : StarterTemplates.all()) {
            if (control.view().templateByAlias(first.application().getId(), starter.alias()) == null) {
                Map<String, String> body = Map.of(
                        "alias",
                        starter.alias(),
                        "subject",
                        starter.subject(),
                        "html",
                        starter.html(),
                        "class",
                        starter.messageClass().word());
                api.post("/v1/templates", JSON.writeValueAsString(body), 201);
            }
        }
    }

    /** The domain in our own view, which follows the node that made it: at once, or later where that is another process. */
    private Domain seenDomain() {
        long end = time.monotonicNanos() + SEEN.toNanos();
        while (true) {
            Domain domain = control.view().domainByName(first.account().getId(), FirstAccount.DOMAIN);
            if (domain != null) {
                return domain;
            }
            if (time.monotonicNanos() > end) {
                throw new StartException(
                        "after " + SEEN.toSeconds() + " s the control log still lacks " + FirstAccount.DOMAIN);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
