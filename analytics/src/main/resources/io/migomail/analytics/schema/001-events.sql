-- One row per public event; the same event id twice is one row (ReplacingMergeTree, read with FINAL).
CREATE TABLE IF NOT EXISTS {{database}}.events{{local}} {{on_cluster}}
(
    event_id          String CODEC(ZSTD(1)),
    type              LowCardinality(String),
    at                DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),

    message_id        String CODEC(ZSTD(1)),
    account_id        LowCardinality(String),
    application_id    LowCardinality(String),
    environment       LowCardinality(String),
    stream            LowCardinality(String),
    message_class     LowCardinality(String),
    from_address      LowCardinality(String),
    subject           String CODEC(ZSTD(3)),
    template_alias    LowCardinality(String),
    template_version  Int32,
    tags              Array(LowCardinality(String)),
    metadata          Map(LowCardinality(String), String),
    received_at       DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    recipient_count   Int32,
    endpoint          LowCardinality(String),
    idempotency_key   String CODEC(ZSTD(1)),
    retention_days    Int32,

    recipient         String CODEC(ZSTD(1)),
    delivery_id       String CODEC(ZSTD(1)),
    attempt           Int32,

    -- Instants of this delivery on its way; 1970-01-01 = not reached.
    reached_received   DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    reached_queued     DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    reached_rendered   DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    reached_dispatched DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    reached_accepted   DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),

    smtp_stage        LowCardinality(String),
    smtp_code         Int32,
    smtp_enhanced     LowCardinality(String),
    smtp_response     String CODEC(ZSTD(3)),
    smtp_mx           LowCardinality(String),
    smtp_mx_ip        String CODEC(ZSTD(1)),
    smtp_egress_ip    LowCardinality(String),
    smtp_tls_version  LowCardinality(String),
    smtp_tls_cipher   LowCardinality(String),

    code              LowCardinality(String),
    detail            String CODEC(ZSTD(3)),
    provider          LowCardinality(String),
    pool_id           LowCardinality(String),
    size              Int64,
    expires_at        DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    retry_at          DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    blame             LowCardinality(String),
    category          LowCardinality(String),

    -- Which optional parts the record held: 1 head, 2 instants, 4 smtp.
    parts             UInt8,
    ingested_at       DateTime64(3, 'UTC') DEFAULT now64(3) CODEC(DoubleDelta, ZSTD(1)),

    recipient_domain  LowCardinality(String) MATERIALIZED lower(splitByChar('@', recipient)[-1]),
    -- Part of the partition key, so it takes few values, whatever a record says.
    keep_days         UInt16 MATERIALIZED multiIf(retention_days <= 0, 90, retention_days <= 30, 30, retention_days <= 90, 90, 365),

    INDEX ix_message message_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_recipient recipient TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_subject subject TYPE text(tokenizer = 'splitByNonAlpha')
)
ENGINE = {{engine ReplacingMergeTree(ingested_at)}}
-- Weeks, so that whole parts expire at most a week late.
PARTITION BY (toMonday(at), keep_days)
-- A message's events lie together, in the order of its time; a repeated event meets its twin by the last column.
ORDER BY (application_id, toDate(at), message_id, event_id)
TTL toDateTime(at) + toIntervalDay(keep_days)
SETTINGS ttl_only_drop_parts = 1, non_replicated_deduplication_window = 1000, replicated_deduplication_window = 1000;

-- only: cluster
-- All copies of an event go to one shard, where they can meet.
CREATE TABLE IF NOT EXISTS {{database}}.events {{on_cluster}}
AS {{database}}.events_local
ENGINE = Distributed({{cluster}}, {{database}}, events_local, cityHash64(message_id));
