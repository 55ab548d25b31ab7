-- What each attempt to deliver an event to a webhook came to: the log that its owner reads. Attempt 0 = it was not queued.
CREATE TABLE IF NOT EXISTS {{database}}.webhook_attempts{{local}} {{on_cluster}}
(
    webhook_id        String CODEC(ZSTD(1)),
    at                DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    event_id          String CODEC(ZSTD(1)),
    attempt           Int32,
    status            Int32,
    error             LowCardinality(String),
    duration_ms       Int64,

    INDEX ix_event event_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = {{engine ReplacingMergeTree()}}
PARTITION BY toMonday(at)
ORDER BY (webhook_id, at, event_id, attempt)
TTL toDateTime(at) + toIntervalDay(30)
SETTINGS ttl_only_drop_parts = 1, non_replicated_deduplication_window = 100, replicated_deduplication_window = 100;

-- only: cluster
CREATE TABLE IF NOT EXISTS {{database}}.webhook_attempts {{on_cluster}}
AS {{database}}.webhook_attempts_local
ENGINE = Distributed({{cluster}}, {{database}}, webhook_attempts_local, cityHash64(webhook_id));
