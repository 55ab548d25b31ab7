package io.migomail.podman;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.core.TimeSource;
import io.migomail.helm.Rendering;
import io.migomail.ingress.SecretsMain;
import io.migomail.mail.tls.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What an installer brings to the chart: values and Secrets, made for one run.
 *
 * @param home folder of this project
 * @param work folder of the run
 */
record Installer(Path home, Path work) {
    static final String RELEASE = "migomail";
    static final String NAMESPACE = "mail";

    /** The chart's default. */
    static final String CLUSTER_DOMAIN = "cluster.local";

    static final String DOMAIN = "yourapp.com";
    private static final String HOSTNAME = "mta.migomail.test";

    /** The objects of the release, hooks among them. */
    List<JsonNode> objects() throws IOException {
        Path chart = home.resolve("helm/migomail");
        return new Rendering(chart, RELEASE, NAMESPACE)
                .withHooks(Files.createDirectories(work.resolve("chart")))
                .objects(chart.resolve("values-small.yaml"), home.resolve("podman/values.yaml"));
    }

    /** Entries of each Secret: those that {@code ./migomail secrets} makes, the event store's, and a certificate. */
    Map<String, Map<String, String>> secrets(RandomGenerator random, String password, String ingress)
            throws IOException {
        Map<String, Map<String, String>> out = new HashMap<>();
        Instant now = Instant.ofEpochMilli(TimeSource.SYSTEM.wallMillis());
        for (JsonNode secret : Rendering.parse(SecretsMain.manifests("owner@" + DOMAIN, RELEASE, random, now))) {
            Map<String, String> entries = new LinkedHashMap<>();
            secret.path("stringData")
                    .properties()
                    .forEach(each -> entries.put(each.getKey(), each.getValue().asText()));
            out.put(Rendering.nameOf(secret), entries);
        }
        out.put("migomail-clickhouse", Map.of("username", ClickHouseLocal.USER, "password", password));
        Path tls = work.resolve("tls");
        new LocalAuthority(tls, TimeSource.SYSTEM).serverCertificate(Set.of(HOSTNAME, ingress));
        out.put(
                "migomail-tls",
                Map.of(
                        "tls.crt", Files.readString(tls.resolve("smtp-cert.pem")),
                        "tls.key", Files.readString(tls.resolve("smtp-key.pem"))));
        return out;
    }

    /** The file that mail programs trust. */
    Path authority() {
        return new LocalAuthority(work.resolve("tls"), TimeSource.SYSTEM).authorityFile();
    }
}
