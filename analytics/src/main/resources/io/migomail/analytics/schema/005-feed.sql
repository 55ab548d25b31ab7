-- One row per event each time that it was stored, in the order of storing; of several, the first is the event's place.
-- The order does not go back while the server runs, whatever its clock does.
CREATE TABLE IF NOT EXISTS {{database}}.feed{{local}} {{on_cluster}}
(
    application_id    LowCardinality(String),
    environment       LowCardinality(String),
    seq               UInt64 CODEC(Delta, ZSTD(1)),
    type              LowCardinality(String),
    at                DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    message_id        String CODEC(ZSTD(1)),
    event_id          String CODEC(ZSTD(1)),
    keep_days         UInt16,

    INDEX ix_event event_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX ix_type type TYPE set(32) GRANULARITY 1
)
ENGINE = {{engine MergeTree()}}
PARTITION BY (toMonday(at), keep_days)
ORDER BY (application_id, environment, seq)
TTL toDateTime(at) + toIntervalDay(keep_days)
SETTINGS ttl_only_drop_parts = 1, non_replicated_deduplication_window = 1000, replicated_deduplication_window = 1000;

-- only: cluster
CREATE TABLE IF NOT EXISTS {{database}}.feed {{on_cluster}}
AS {{database}}.feed_local
ENGINE = Distributed({{cluster}}, {{database}}, feed_local, cityHash64(message_id));

CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.feed_of_events {{on_cluster}}
TO {{database}}.feed{{local}}
AS SELECT application_id, environment, generateSnowflakeID() AS seq, type, at, message_id, event_id, keep_days
FROM {{database}}.events{{local}};

-- What was stored before the view was there, at its time. Again gives the same places.
INSERT INTO {{database}}.feed (application_id, environment, seq, type, at, message_id, event_id, keep_days)
SELECT application_id, environment, dateTime64ToSnowflakeID(ingested_at) + cityHash64(event_id) % 4194304, type, at, message_id,
    event_id, keep_days
FROM {{database}}.events;
