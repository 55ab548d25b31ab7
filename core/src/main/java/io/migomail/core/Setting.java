package io.migomail.core;

import java.util.EnumSet;
import java.util.Set;

/**
 * Every setting of every process: environment variable (or line {@code NAME=value} of the file named by
 * {@code MIGO_CONFIG}), default and meaning. The README's table is checked against this list.
 */
public enum Setting {
    MIGO_CONFIG("", "file with further settings, one NAME=value a line; the environment wins"),
    MIGO_DATA("~/.local/share/migomail", "data folder: logs of Kafka, ClickHouse, checkpoints, keys, captured mail"),
    MIGO_HTTP("127.0.0.1:8080", "address:port of the REST API and pages; port 0 = any free port"),
    MIGO_PUBLIC_URL(
            "",
            "URL at which others reach the REST API, which proofs name as their issuer; empty = https:// and MIGO_HOSTNAME; the local run with capture takes its own REST address"),
    MIGO_OIDC_ISSUER(
            "",
            "issuer of OpenID Connect by which people sign in to the dashboard too, at MIGO_PUBLIC_URL; empty = passwords only"),
    MIGO_OIDC_CLIENT_ID("", "our client id there; its redirect URI is MIGO_PUBLIC_URL with /login/oidc/callback"),
    MIGO_OIDC_CLIENT_SECRET("", "the secret that belongs to MIGO_OIDC_CLIENT_ID"),
    MIGO_SMTP("127.0.0.1:2525", "address:port of SMTP submission, several separated by commas"),
    MIGO_SMTP_CERT("", "PEM certificate chain for SMTP submission; empty = one is made, signed by a local CA"),
    MIGO_SMTP_KEY("", "PEM private key (PKCS#8) that belongs to MIGO_SMTP_CERT"),
    MIGO_INBOUND(
            "",
            "address:port of the server that takes bounces and complaints, several separated by commas; empty = none"),
    MIGO_METRICS(
            "",
            "address:port of the management server: /metrics, /healthz/live, /healthz/ready, for operators only; empty = none"),
    MIGO_LOG("text", "json or text: how the processes log"),
    MIGO_KAFKA("", "Kafka bootstrap servers; empty = a broker inside the process"),
    MIGO_KAFKA_CONFIG(
            "",
            "properties file with further settings of Kafka clients: security.protocol, sasl.* and ssl.* only; empty = plain text"),
    MIGO_KAFKA_REPLICATION("1", "replicas of topics that are created"),
    MIGO_CLICKHOUSE_URL("", "HTTP URL of a ClickHouse server (26.7); empty = the local engine"),
    MIGO_CLICKHOUSE_USER("default", "ClickHouse user"),
    MIGO_CLICKHOUSE_PASSWORD("", "ClickHouse password"),
    MIGO_CLICKHOUSE_DATABASE("migo", "ClickHouse database; created where missing"),
    MIGO_CLICKHOUSE_CA(
            "", "PEM file of the authorities that sign the certificate of an https URL; empty = those that Java knows"),
    MIGO_CLICKHOUSE_CLUSTER("", "ClickHouse cluster whose hosts share the tables; empty = a single server"),
    MIGO_MASTER_KEY(
            "",
            "base64 of 32 bytes that seal secrets at rest; over a rotation several, separated by commas, the one in use first; empty = master.key in the data folder (local runs)"),
    MIGO_BOOTSTRAP_EMAIL(
            "",
            "address of the first person, the operator, which the migrations make where there is no account yet; empty = nobody is made"),
    MIGO_BOOTSTRAP_PASSWORD("", "what that person signs in to the dashboard with, 12 to 128 characters"),
    MIGO_BOOTSTRAP_USERNAME("migo", "user name of the first account"),
    MIGO_BOOTSTRAP_LIVE_KEY("", "first live API key; empty = none is made"),
    MIGO_BOOTSTRAP_SANDBOX_KEY("", "first sandbox API key; empty = none is made"),
    MIGO_BOOTSTRAP_DOMAIN("", "first sending domain, taken as verified until the DNS was asked; empty = none is made"),
    MIGO_DNS("", "resolver address:port; empty = the system's"),
    MIGO_HOSTNAME("", "our name in EHLO, Message-ID and Received; empty = the machine's"),
    MIGO_TRACKING_DOMAIN(
            "track.migomail.example", "host that customers' CNAME records point to (return path and tracking)"),
    MIGO_TRACKING_URL(
            "https://mg.{domain}",
            "where links of tracking and unsubscribing lead; {domain} = the sending domain; at most 128 characters; the local run with capture takes its own REST address"),
    MIGO_SPF_DOMAIN("spf.migomail.example", "name that customers' SPF records include"),
    MIGO_EGRESS_IPS(
            "",
            "source addresses of the first account's transactional pool, comma separated; empty = the system's choice"),
    MIGO_EGRESS_NODES(
            "",
            "egress nodes: address=host:port or CIDR block=host:port, comma separated; mail from a source address in none of them leaves from the machine itself"),
    MIGO_EGRESS_TOKEN(
            "", "secret of 16 to 255 octets that egress nodes ask for; empty = nodes listen on loopback only"),
    MIGO_EGRESS_LISTEN("127.0.0.1:1080", "address:port of an egress node, for the delivery job"),
    MIGO_EGRESS_SOURCES("", "source addresses that an egress node owns: addresses or CIDR blocks, comma separated"),
    MIGO_EGRESS_PORTS("25", "ports that an egress node connects to, comma separated"),
    MIGO_EGRESS_ALLOW(
            "",
            "private and loopback destinations, addresses or CIDR blocks, that an egress node connects to all the same; empty = none"),
    MIGO_EGRESS_DRAIN(
            "310",
            "seconds, 1 to 3600, that an egress node lets open connections go on after SIGTERM; an attempt takes up to 300"),
    MIGO_ROUTES("", "transport map: domain=host:port or *=host:port, comma separated; wins over DNS"),
    MIGO_DELIVERY("capture", "capture = mail of every key ends in the built-in MX; internet = MX records are followed"),
    MIGO_CAPTURE_MX("", "address:port of the MX that captures mail; empty = the built-in one, set by the local run"),
    MIGO_INBOX_URL("", "URL of the pages of that MX where it is another process; empty = sandbox mail cannot be read"),
    MIGO_SMTP_OUT_PORT("25", "port of MX hosts"),
    MIGO_SMTP_OUT_PATIENCE(
            "60",
            "seconds that an MX host has for a reply, 1 to 60; after the final dot four times, for a whole attempt five times as long"),
    MIGO_DRAIN_SECONDS(
            "0",
            "seconds that an ingress told to end goes on serving, not ready any more, so that load balancers turn away first"),
    MIGO_TRUSTED_PROXIES(
            "",
            "addresses or CIDR blocks of HTTP proxies whose X-Forwarded-For tells the client's address; empty = none"),
    MIGO_SANDBOX_HOST(
            "",
            "host name that sandbox keys, and no others, call the API at; empty = every name takes the keys of both"),
    MIGO_ALLOW_PRIVATE_MX("false", "true = MX hosts at private and loopback addresses are accepted"),
    MIGO_ALLOW_PRIVATE_WEBHOOKS(
            "false",
            "true = webhook targets at private and loopback addresses are accepted; the local run with capture allows loopback"),
    MIGO_PARALLELISM("2", "parallelism of the delivery job"),
    MIGO_CELLS("1", "delivery jobs among which accounts are divided, at most 64; may grow, never shrink"),
    MIGO_CELL("0", "which of them a delivery job is, from 0"),
    MIGO_CHECKPOINTS("", "URI of the folder for checkpoints; empty = in the data folder"),
    MIGO_BODIES(
            "",
            "file:/// URI of a folder shared by all processes for bodies over 256 KB; empty = in the data folder (local run), else within the records");

    private static final Set<Setting> SECRET = EnumSet.of(
            MIGO_OIDC_CLIENT_SECRET,
            MIGO_CLICKHOUSE_PASSWORD,
            MIGO_MASTER_KEY,
            MIGO_BOOTSTRAP_PASSWORD,
            MIGO_BOOTSTRAP_LIVE_KEY,
            MIGO_BOOTSTRAP_SANDBOX_KEY,
            MIGO_EGRESS_TOKEN);

    private final String standard;
    private final String meaning;

    Setting(String standard, String meaning) {
        this.standard = standard;
        this.meaning = meaning;
    }

    /** The value that holds where none is given. */
    public String standard() {
        return standard;
    }

    /** Whether the value opens something: it gets into no log, no job graph and no page. */
    public boolean secret() {
        return SECRET.contains(this);
    }

    /** What it does, in one line, as in the documentation. */
    public String meaning() {
        return meaning;
    }
}
