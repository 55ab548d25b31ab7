package io.migomail.core;

import java.time.Duration;
import java.util.List;

/** Every limit of the product in one place; the relations between them are tested. Sizes in bytes unless said. */
public final class Limits {
    private Limits() {}

    /** A whole message as submitted or rendered. */
    public static final int MESSAGE_BYTES = 25 * 1024 * 1024;

    /** Largest body that travels within records; larger ones go by reference where there is a body store. */
    public static final int INLINE_BYTES = 256 * 1024;

    /** Largest record on a topic: a message, base64 growth of its attachments, and its head. */
    public static final int RECORD_BYTES = 40 * 1024 * 1024;

    /** Largest request body of the REST API: a message whose attachments are base64 in JSON. */
    public static final int REQUEST_BYTES = 36 * 1024 * 1024;

    /**
     * Octets that each door of an ingress, REST and SMTP, holds at a time of what clients send: an eighth of the heap, as a
     * message is there up to five times on its way to the log; one of the largest at least.
     */
    public static long bufferedBytes() {
        return Math.max(REQUEST_BYTES, Runtime.getRuntime().maxMemory() / 8);
    }

    /** Connections of each door of an ingress at a time; more are answered 421, those of REST wait until one is closed. */
    public static final int INGRESS_CONNECTIONS = 4_000;

    /** Of a body that is refused or too large so much more is taken and dropped, and for so long, for its sender to see why. */
    public static final int DROPPED_BYTES = 72 * 1024 * 1024;

    public static final Duration DROPPED_TIME = Duration.ofSeconds(10);

    /** Largest record of the control topic. */
    public static final int CONTROL_RECORD_BYTES = 4 * 1024 * 1024;

    /** Recipients of one message: to, cc and bcc together. */
    public static final int RECIPIENTS = 50;

    /** Messages of one batch. */
    public static final int BATCH = 500;

    /** Addresses of one import of suppressions. */
    public static final int SUPPRESSIONS_IMPORT = 1_000;

    /** Variables of one message, as JSON. */
    public static final int VARIABLES_BYTES = 256 * 1024;

    /** Source of one template version: subject, HTML and text together; and what an editor keeps of it beside them. */
    public static final int TEMPLATE_BYTES = 512 * 1024;

    public static final int TEMPLATE_DESIGN_BYTES = 512 * 1024;

    /** Partials that one template version includes, counted each time, and how deep they nest. */
    public static final int TEMPLATE_PIECES = 100;

    public static final int TEMPLATE_PIECE_DEPTH = 5;

    /** Output of one rendering. */
    public static final int RENDERED_BYTES = 10 * 1024 * 1024;

    /** Characters of a subject. */
    public static final int SUBJECT_CHARS = 998;

    /** Custom headers of one message. */
    public static final int HEADERS = 50;

    /** Characters of one header value. */
    public static final int HEADER_CHARS = 8 * 1024;

    /** Tags of one message, and characters of one. */
    public static final int TAGS = 20;

    public static final int TAG_CHARS = 128;

    /** Metadata entries of one message, and characters of a key and of a value. */
    public static final int METADATA = 50;

    public static final int METADATA_KEY_CHARS = 64;
    public static final int METADATA_VALUE_CHARS = 1024;

    /** Attachments of one message. */
    public static final int ATTACHMENTS = 50;

    /** Characters of an idempotency key. */
    public static final int IDEMPOTENCY_KEY_CHARS = 256;

    /** For so long an idempotency key names the message that used it first; used again later it starts afresh. */
    public static final Duration IDEMPOTENCY_LIFE = Duration.ofHours(24);

    /** For so long it is remembered: a repeat may be late by a day, in the log or across midnight (docs/adr/0010). */
    public static final Duration IDEMPOTENCY_KEPT = Duration.ofHours(48);

    /** Messages under one idempotency key that are remembered beside its holder; of more, the oldest are forgotten. */
    public static final int IDEMPOTENCY_PAST = 64;

    /** Nesting of JSON in requests. */
    public static final int JSON_DEPTH = 32;

    /** One SMTP command line with CRLF, with room for SMTPUTF8 and BODY parameters (RFC 5321 4.5.3.1.4, RFC 6531 3.4). */
    public static final int SMTP_LINE_BYTES = 2048;

    /** One line of an AUTH exchange (RFC 4954 4). */
    public static final int SMTP_AUTH_LINE_BYTES = 12288;

    /** One text line of a message with CRLF (RFC 5321 4.5.3.1.6). */
    public static final int SMTP_TEXT_LINE_BYTES = 1000;

    /** Failed AUTH commands before a connection is closed. */
    public static final int SMTP_AUTH_FAILURES = 3;

    /** Unknown or misplaced commands before a connection is closed. */
    public static final int SMTP_BAD_COMMANDS = 20;

    /** A submission connection without a command. */
    public static final Duration SMTP_IDLE = Duration.ofMinutes(5);

    /** A mail that comes back: what returns a whole mail of ours with it is refused where that is larger. */
    public static final int INBOUND_BYTES = 10 * 1024 * 1024;

    /** Octets that the server for returned mail holds at a time: a sixteenth of the heap, one of the largest at least. */
    public static long inboundBufferedBytes() {
        return Math.max(INBOUND_BYTES, Runtime.getRuntime().maxMemory() / 16);
    }

    /** Recipients of one returned mail: bounces have one. */
    public static final int INBOUND_RECIPIENTS = 10;

    /** Connections of that server at a time, and of one address; more are answered 421. */
    public static final int INBOUND_CONNECTIONS = 1_000;

    public static final int INBOUND_CONNECTIONS_PER_ADDRESS = 50;

    /** Addresses that are refused in one connection before it is closed. */
    public static final int INBOUND_REFUSALS = 20;

    /** Text of a remote reply that is kept and shown, in characters. */
    public static final int REPLY_TEXT = 1024;

    /** Lines and bytes of one remote reply before the connection is given up. */
    public static final int REPLY_LINES = 100;

    public static final int REPLY_BYTES = 64 * 1024;

    /** MX hosts of a domain that are tried. */
    public static final int MX_HOSTS = 50;

    /** Acceptance waits this long for the broker before 503 / 451, promised within 1 s: full processors add up to 350 ms. */
    public static final Duration ACCEPT_TIMEOUT = Duration.ofMillis(600);

    /** How far ahead a message may be scheduled. */
    public static final Duration SCHEDULE_AHEAD = Duration.ofDays(30);

    /** How long ago its time may be to be sent at once: a request that is repeated under its key stays as good as it was. */
    public static final Duration SCHEDULE_PAST = IDEMPOTENCY_LIFE;

    /** How often the body of a scheduled message is kept anew, well within {@link #BODY_RETENTION}. */
    public static final Duration SCHEDULED_BODY_REFRESH = Duration.ofDays(3);

    /** How long the slow recipient of the sandbox takes. */
    public static final Duration SANDBOX_SLOW = Duration.ofSeconds(5);

    /** Keeping one large body before its message is accepted, 503 / 451 after it. */
    public static final Duration BODY_PUT_TIMEOUT = Duration.ofSeconds(10);

    /** How often a message is rendered again whose body the store does not give, and how long one that is not there is looked for. */
    public static final Duration BODY_RETRY = Duration.ofSeconds(1);

    public static final Duration BODY_SECOND_LOOK = Duration.ofSeconds(5);

    /** Attempts at a delivery whose body is missing or damaged before it fails. */
    public static final int BODY_ATTEMPTS = 6;

    /** Bodies not put again for so long are removed: any delivery of the oldest record that can be read has ended. */
    public static final Duration BODY_RETENTION = Duration.ofDays(11);

    /** How often bodies are swept, and how many at once at most. */
    public static final Duration BODY_SWEEP_INTERVAL = Duration.ofMinutes(10);

    public static final int BODY_SWEEP = 10_000;

    /** The answer to a cancel waits so long for PACE's decision, then says that it is requested. */
    public static final Duration CANCEL_PATIENCE = Duration.ofSeconds(1);

    /** Where a delivery is: the answer waits so long for PACE, then tells what is known without it. */
    public static final Duration EXPLAIN_PATIENCE = Duration.ofMillis(700);

    /** Messages whose cancel is remembered; of more, none is taken until some are forgotten. */
    public static final int CANCELS = 200_000;

    /** A cancel is remembered so long after no delivery of its message can wait: longer than any replay. */
    public static final Duration CANCEL_KEPT = Duration.ofHours(2);

    /** A pace key publishes its state no more often. */
    public static final Duration PACE_STATUS_INTERVAL = Duration.ofSeconds(1);

    /** Pace keys whose state an API node remembers. */
    public static final int PACE_STATUS_KEYS = 100_000;

    /** How exactly the last use of an API key is kept. */
    public static final Duration KEY_USE_STEP = Duration.ofMinutes(10);

    /** How often a node looks which uses are to be written. */
    public static final Duration KEY_USE_INTERVAL = Duration.ofMinutes(1);

    /** How long an old API key or webhook secret goes on beside the new one, where the request does not say. */
    public static final Duration SECRET_OVERLAP = Duration.ofHours(24);

    /** And at most. */
    public static final Duration SECRET_OVERLAP_MAX = Duration.ofDays(30);

    /** Characters of a user's password. */
    public static final int PASSWORD_CHARS_MIN = 12;

    public static final int PASSWORD_CHARS_MAX = 128;

    /** Passwords that a node hashes at a time, each in 19 MiB. */
    public static final int PASSWORD_HASHES = 4;

    /** How long somebody stays signed in to the dashboard, and with how many browsers at once; the oldest is signed out. */
    public static final Duration SESSION_LIFE = Duration.ofHours(12);

    public static final int SESSIONS_PER_USER = 20;

    /** How often sessions that have ended are cleared away. */
    public static final Duration SESSION_SWEEP_INTERVAL = Duration.ofMinutes(30);

    /** Entries of an account's audit log, those of suppressions apart and as many, and how long one is kept. */
    public static final int AUDIT_ENTRIES = 10_000;

    public static final Duration AUDIT_RETENTION = Duration.ofDays(400);

    /** One statement of an erasure, which rewrites parts of tables; the request is answered 503 after it. */
    public static final Duration ERASURE_STATEMENT = Duration.ofSeconds(20);

    /** The event store is swept a second time so long after an erasure: all that was under way is stored by then. */
    public static final Duration ERASURE_SETTLE = Duration.ofMinutes(5);

    /** How often a node looks for erasures whose second sweep is due. */
    public static final Duration ERASURE_INTERVAL = Duration.ofMinutes(1);

    /** So long it is known that somebody was erased: longer than anything happens to a message. */
    public static final Duration ERASURE_KEPT = Duration.ofDays(400);

    /** Deliveries to a person who is erased that are canceled at once, and told of. */
    public static final int ERASURE_WAITING = 1_000;

    /** The clock of a client that signs its requests may be wrong by so much; so long a signature is known again. */
    public static final Duration SIGNATURE_SKEW = Duration.ofSeconds(300);

    /** Signatures that a node knows of each span of {@link #SIGNATURE_SKEW}, and of one key: 8 bytes each, twice. */
    public static final int SIGNATURES = 1_000_000;

    public static final int SIGNATURES_OF_KEY = 250_000;

    /** A writer of the control plane waits this long for its own view. */
    public static final Duration CONTROL_WRITE_TIMEOUT = Duration.ofSeconds(5);

    /** A stage waits this long for the control version against which a message was checked. */
    public static final Duration CONTROL_READ_TIMEOUT = Duration.ofSeconds(30);

    /** One attempt at a delivery, from hand-over to its outcome. */
    public static final Duration ATTEMPT_DEADLINE = Duration.ofMinutes(5);

    /**
     * A process that stood still longer sends nothing more. A cluster gives its work away no sooner than 2.5 s after it
     * began to: three seconds behind the last heartbeat, of which there are two a second.
     */
    public static final Duration STALL = Duration.ofSeconds(2);

    /** One DNS question, all tries. */
    public static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);

    /** Values of one DNS record of a sending domain that are kept and shown, and characters of one. */
    public static final int DOMAIN_VALUES = 5;

    public static final int DOMAIN_VALUE_CHARS = 1024;

    /** A look at all records of a sending domain: questions that follow from answers included. */
    public static final Duration DOMAIN_LOOK_TIMEOUT = DNS_TIMEOUT.multipliedBy(4);

    /** So long an ingress keeps an answer of the DNS: whoever has just mended a record wants to see it. */
    public static final Duration DOMAIN_ANSWER_AGE = Duration.ofSeconds(5);

    /** How often a node looks which sending domains are due for a look at the DNS, and how many it takes at once. */
    public static final Duration DOMAIN_POLL_INTERVAL = Duration.ofSeconds(10);

    public static final int DOMAIN_POLL = 50;

    /** The wait for the next look at what is not right yet is an eighth of the time passed, within these bounds. */
    public static final Duration DOMAIN_LOOK_MIN = Duration.ofMinutes(1);

    /** And what is right is looked at again so often. */
    public static final Duration DOMAIN_LOOK_MAX = Duration.ofHours(6);

    /** The record of a DKIM key that signs no more stays published: longer than mail may be under way or kept unread. */
    public static final Duration DKIM_RETIREMENT = Duration.ofDays(8);

    /** A verified domain stays so until its required records were proven wrong for so long, at so many looks at least. */
    public static final Duration DOMAIN_GRACE = Duration.ofHours(72);

    public static final int DOMAIN_GRACE_LOOKS = 12;

    /** A message is to be accepted by the recipient's mail server so long after it was received: the promise that is reported on. */
    public static final Duration SLA_TARGET = Duration.ofSeconds(2);

    /** Statistics and reports that a node asks the event store for at a time, how long one may take, and the groups it may have. */
    public static final int STATS_QUERIES = 4;

    public static final Duration STATS_TIMEOUT = Duration.ofSeconds(20);

    public static final int STATS_GROUPS = 10_000;

    /** Dimensions by which statistics are grouped at once. */
    public static final int STATS_DIMENSIONS = 3;

    /** The longest range of statistics, and of statistics by the hour. */
    public static final Duration STATS_RANGE = Duration.ofDays(366);

    public static final Duration STATS_HOURS = Duration.ofDays(31);

    /** Waiting for the reply of a webhook. */
    public static final Duration WEBHOOK_TIMEOUT = Duration.ofSeconds(15);

    /** Attempts at one event that a webhook may ask for, waits that its schedule may list, and the longest of them. */
    public static final int WEBHOOK_ATTEMPTS = 50;

    public static final int WEBHOOK_WAITS = 20;
    public static final Duration WEBHOOK_WAIT = Duration.ofHours(24);

    /** A webhook of which every attempt failed for so long is disabled. */
    public static final Duration WEBHOOK_FAILING = Duration.ofDays(5);

    /** The oldest that an event may be for a webhook that bounds it. */
    public static final Duration WEBHOOK_AGE = Duration.ofDays(30);

    /** Events that a replay reads at a time: so many may stand before what comes by itself. */
    public static final int WEBHOOK_REPLAY_PAGE = 50;

    /** A page that was asked for and has not come by then is asked for again. */
    public static final Duration WEBHOOK_REPLAY_LOST = Duration.ofMinutes(2);

    /** Events may be stored so long after their instant: a replay that reaches up to now ends no sooner. */
    public static final Duration WEBHOOK_REPLAY_SETTLE = Duration.ofSeconds(10);

    /** And, by clocks that differ, so long before it. */
    public static final Duration WEBHOOK_REPLAY_SKEW = Duration.ofMinutes(1);

    /** What a queue had no room for is looked for in the feed until so long after, should the store have been away. */
    public static final Duration WEBHOOK_MISSED_SETTLE = Duration.ofHours(1);

    /** And this often, once all that is there was read. */
    public static final Duration WEBHOOK_MISSED_LOOK = Duration.ofMinutes(1);

    /** Characters of a link that is counted; longer ones are left as they are. */
    public static final int TRACKED_URL_CHARS = 2048;

    /**
     * Characters of the beginning of all links, {@code {domain}} counted as it stands: behind it and the longest domain a
     * token for the longest address leaves a header field's line below 900 (RFC 5322 2.1.1 allows 998).
     */
    public static final int TRACKING_URL_CHARS = 128;

    /** Characters of a client's name that are kept. */
    public static final int USER_AGENT_CHARS = 256;

    /** Opens and clicks that a node holds while the brokers are slow; of more, the newest are not counted. */
    public static final int HITS_WAITING = 10_000;

    /** Requests a minute for the links of one kind of one delivery that are counted, and reports of one kind. */
    public static final int HITS_PER_MINUTE = 20;

    /** An open or a click so soon behind the acceptance of its mail is a machine's. */
    public static final Duration MACHINE_HASTE = Duration.ofSeconds(2);

    /** Mails that a new source address sends to one destination on each day of its warm-up (docs/adr/0046). */
    public static final List<Integer> WARM_UP_MESSAGES =
            List.of(50, 100, 200, 400, 800, 1_500, 3_000, 6_000, 12_000, 25_000, 50_000, 100_000, 200_000, 400_000);

    /** Checkpoints of the jobs. */
    public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

    public static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(10);

    /** RocksDB's list of files, which every checkpoint copies whole while its operator stands still (docs/adr/0045). */
    public static final long ROCKSDB_MANIFEST_BYTES = 1024 * 1024;

    /** Life of a delivery whose request names none. */
    public static Duration expiry(MessageClass messageClass) {
        return messageClass == MessageClass.CRITICAL ? Duration.ofMinutes(15) : Duration.ofHours(72);
    }

    /** Longest life a request may ask for. */
    public static final Duration EXPIRY_MAX = Duration.ofHours(72);
}
