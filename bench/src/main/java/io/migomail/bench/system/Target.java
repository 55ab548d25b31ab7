package io.migomail.bench.system;

import io.migomail.bench.load.Client;
import io.migomail.bench.load.Mails;
import io.migomail.bench.load.RestClient;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running system as the measurement sees it.
 *
 * @param name headline of its report
 * @param from a sender address it takes
 * @param pids roots of its process tree; none where it runs elsewhere
 * @param template alias of the template that is sent, empty for HTML
 * @param clients makes a connection of the sender
 * @param stories makes a connection that reads stories of messages, null where the system tells none
 */
public record Target(
        String name,
        String from,
        List<Long> pids,
        String template,
        Function<Mails, Client> clients,
        @Nullable Supplier<RestClient> stories) {}
