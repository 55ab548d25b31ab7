-- What a message was made of, as its application wants it to be kept: an accepted message as on its topic.
CREATE TABLE IF NOT EXISTS {{database}}.contents{{local}} {{on_cluster}}
(
    application_id    LowCardinality(String),
    message_id        String CODEC(ZSTD(1)),
    account_id        LowCardinality(String),
    environment       LowCardinality(String),
    received_at       DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    keep_days         UInt16,
    form              LowCardinality(String),
    recipients        Array(String) CODEC(ZSTD(1)),
    record            String CODEC(ZSTD(3)),

    INDEX ix_message message_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = {{engine ReplacingMergeTree()}}
PARTITION BY (toMonday(received_at), keep_days)
ORDER BY (application_id, toDate(received_at), message_id)
TTL toDateTime(received_at) + toIntervalDay(keep_days)
-- Records are large: fewer rows to a granule, so that one is found without reading many.
SETTINGS ttl_only_drop_parts = 1, index_granularity = 512, non_replicated_deduplication_window = 100, replicated_deduplication_window = 100;

-- only: cluster
CREATE TABLE IF NOT EXISTS {{database}}.contents {{on_cluster}}
AS {{database}}.contents_local
ENGINE = Distributed({{cluster}}, {{database}}, contents_local, cityHash64(message_id));
