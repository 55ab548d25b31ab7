-- The latest word on each address of an application and environment, whatever the order of writing.
CREATE TABLE IF NOT EXISTS {{database}}.suppressions{{local}} {{on_cluster}}
(
    application_id    LowCardinality(String),
    environment       LowCardinality(String),
    address           String CODEC(ZSTD(1)),
    account_id        LowCardinality(String),
    reason            LowCardinality(String),
    at                DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    removed           UInt8,
    origin            String CODEC(ZSTD(1))
)
ENGINE = {{engine ReplacingMergeTree(at)}}
ORDER BY (application_id, environment, address)
SETTINGS non_replicated_deduplication_window = 100, replicated_deduplication_window = 100;

-- only: cluster
-- All words on an address go to one shard, where they can meet.
CREATE TABLE IF NOT EXISTS {{database}}.suppressions {{on_cluster}}
AS {{database}}.suppressions_local
ENGINE = Distributed({{cluster}}, {{database}}, suppressions_local, cityHash64(address));
