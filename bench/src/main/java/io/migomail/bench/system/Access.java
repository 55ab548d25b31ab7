package io.migomail.bench.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.bench.load.Client;
import io.migomail.bench.load.Mails;
import io.migomail.bench.load.RestClient;
import io.migomail.bench.load.SmtpAccess;
import io.migomail.bench.load.SmtpClient;
import io.migomail.core.HostPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Where a Migomail is reached and with which key.
 *
 * @param http base URL of the API
 * @param account SMTP user name
 * @param ca PEM file of the authority behind the SMTP certificate; needed for SMTP only
 */
public record Access(URI http, HostPort smtp, String account, String key, String from, Path ca) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Protocol of the sends. */
    public enum Protocol {
        REST,
        SMTP
    }

    /**
     * From the line that {@code migomail up --json} prints.
     *
     * @throws IOException where the line is something else
     */
    public static Access parse(String line) throws IOException {
        JsonNode node = JSON.readTree(line);
        return new Access(
                URI.create(text(node, "http")),
                HostPort.parse(text(node, "smtp").split(",", -1)[0].trim()),
                text(node, "account"),
                text(node, "live_key"),
                text(node, "from"),
                Path.of(text(node, "ca")));
    }

    private static String text(JsonNode node, String field) throws IOException {
        if (!node.hasNonNull(field)) {
            throw new IOException("the line of the started stack lacks " + field);
        }
        return node.get(field).asText();
    }

    /**
     * The system as one that can be measured.
     *
     * @throws IOException where the CA file cannot be used
     */
    public Target target(Protocol protocol, List<Long> pids, String template) throws IOException {
        Function<Mails, Client> clients;
        if (protocol == Protocol.REST) {
            clients = mails -> new RestClient(http, key, mails);
        } else {
            SmtpAccess access = SmtpAccess.secured(smtp, ca, account, key);
            clients = mails -> new SmtpClient(access, mails);
        }
        Mails none = new Mails(new Mails.Plan("story", from, 1, 0, ""));
        return new Target(
                "migomail, " + protocol, from, pids, template, clients, () -> new RestClient(http, key, none));
    }
}
