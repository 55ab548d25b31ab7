-- One row per delivery, in the order of its message's receipt: the state that its events so far enter, what search asks for.
-- The row of the highest rank holds, so the order in which events arrive, and how often, changes nothing.
CREATE TABLE IF NOT EXISTS {{database}}.deliveries{{local}} {{on_cluster}}
(
    application_id    LowCardinality(String),
    environment       LowCardinality(String),
    received_at       DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    scheduled_at      DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    message_id        String CODEC(ZSTD(1)),
    delivery_id       String CODEC(ZSTD(1)),

    -- 0 scheduled, 1 queued, 2 replayed, then 2n + 1 dispatched and 2n + 2 deferred for attempt n, above them the final ones.
    rank              UInt64 CODEC(ZSTD(1)),
    state             LowCardinality(String),

    recipient         String CODEC(ZSTD(1)),
    recipient_count   Int32,
    from_address      LowCardinality(String),
    subject           String CODEC(ZSTD(3)),
    stream            LowCardinality(String),
    message_class     LowCardinality(String),
    template_alias    LowCardinality(String),
    template_version  Int32,
    tags              Array(LowCardinality(String)),
    metadata          Map(LowCardinality(String), String),
    keep_days         UInt16,

    INDEX ix_message message_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_recipient lowerUTF8(recipient) TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_from lowerUTF8(from_address) TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX ix_template template_alias TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX ix_tags tags TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX ix_metadata mapValues(metadata) TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_state state TYPE set(16) GRANULARITY 1,
    INDEX ix_subject lowerUTF8(subject) TYPE text(tokenizer = 'splitByNonAlpha')
)
ENGINE = {{engine ReplacingMergeTree(rank)}}
PARTITION BY (toMonday(received_at), keep_days)
ORDER BY (application_id, environment, received_at, message_id, delivery_id)
TTL toDateTime(received_at) + toIntervalDay(keep_days)
SETTINGS ttl_only_drop_parts = 1, non_replicated_deduplication_window = 1000, replicated_deduplication_window = 1000;

-- only: cluster
CREATE TABLE IF NOT EXISTS {{database}}.deliveries {{on_cluster}}
AS {{database}}.deliveries_local
ENGINE = Distributed({{cluster}}, {{database}}, deliveries_local, cityHash64(message_id));

-- A replayed event names the delivery of the first message; it tells of its own message's.
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.deliveries_of_events {{on_cluster}}
TO {{database}}.deliveries{{local}}
AS SELECT application_id, environment, received_at, scheduled_at, message_id,
    concat(message_id, '.', splitByChar('.', delivery_id)[-1]) AS delivery_id,
    multiIf(type = 'scheduled', 0, type = 'queued', 1, type = 'replayed', 2, type = 'dispatched', 2 * attempt + 1, type = 'soft_bounce', 2 * attempt + 2, 1000000000)::UInt64 AS rank,
    multiIf(type = 'soft_bounce', 'deferred', type = 'hard_bounce', 'bounced', type) AS state,
    recipient, recipient_count, from_address, subject, stream, message_class, template_alias, template_version, tags, metadata, keep_days
FROM {{database}}.events{{local}}
WHERE type IN ('scheduled', 'queued', 'replayed', 'dispatched', 'soft_bounce', 'delivered', 'hard_bounce', 'expired', 'suppressed', 'canceled', 'failed');

-- What was stored before the view was there. Again changes nothing.
INSERT INTO {{database}}.deliveries
(application_id, environment, received_at, scheduled_at, message_id, delivery_id, rank, state, recipient, recipient_count, from_address, subject,
 stream, message_class, template_alias, template_version, tags, metadata, keep_days)
SELECT application_id, environment, received_at, scheduled_at, message_id,
    concat(message_id, '.', splitByChar('.', delivery_id)[-1]),
    multiIf(type = 'scheduled', 0, type = 'queued', 1, type = 'replayed', 2, type = 'dispatched', 2 * attempt + 1, type = 'soft_bounce', 2 * attempt + 2, 1000000000)::UInt64,
    multiIf(type = 'soft_bounce', 'deferred', type = 'hard_bounce', 'bounced', type),
    recipient, recipient_count, from_address, subject, stream, message_class, template_alias, template_version, tags, metadata, keep_days
FROM {{database}}.events
WHERE type IN ('scheduled', 'queued', 'replayed', 'dispatched', 'soft_bounce', 'delivered', 'hard_bounce', 'expired', 'suppressed', 'canceled', 'failed');
