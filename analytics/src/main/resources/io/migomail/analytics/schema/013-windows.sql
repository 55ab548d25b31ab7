-- What happened to deliveries, minute by minute and cut by cut, as the accounting job counts it (docs/adr/0047). Of several rows of a minute
-- and cut that with the most events holds. Latencies: how many deliveries began each bucket, from which it can be read within 1.6 %.
CREATE TABLE IF NOT EXISTS {{database}}.windows{{local}} {{on_cluster}}
(
    application_id    LowCardinality(String),
    environment       LowCardinality(String),
    minute            DateTime('UTC') CODEC(Delta, ZSTD(1)),
    message_class     LowCardinality(String),
    provider          LowCardinality(String),
    endpoint          LowCardinality(String),
    egress_ip         LowCardinality(String),
    keep_days         UInt16,
    account_id        LowCardinality(String),

    events            UInt64 CODEC(ZSTD(1)),
    sent              Int64 CODEC(ZSTD(1)),
    dispatched        Int64 CODEC(ZSTD(1)),
    delivered         Int64 CODEC(ZSTD(1)),
    soft_bounced      Int64 CODEC(ZSTD(1)),
    hard_bounced      Int64 CODEC(ZSTD(1)),
    late_bounced      Int64 CODEC(ZSTD(1)),
    expired           Int64 CODEC(ZSTD(1)),
    suppressed        Int64 CODEC(ZSTD(1)),
    canceled          Int64 CODEC(ZSTD(1)),
    failed            Int64 CODEC(ZSTD(1)),
    opened            Int64 CODEC(ZSTD(1)),
    clicked           Int64 CODEC(ZSTD(1)),
    complaints        Int64 CODEC(ZSTD(1)),
    unsubscribes      Int64 CODEC(ZSTD(1)),
    measured          Int64 CODEC(ZSTD(1)),
    met               Int64 CODEC(ZSTD(1)),
    ours              Int64 CODEC(ZSTD(1)),

    latency_queue     Map(UInt32, UInt64) CODEC(ZSTD(1)),
    latency_render    Map(UInt32, UInt64) CODEC(ZSTD(1)),
    latency_dispatch  Map(UInt32, UInt64) CODEC(ZSTD(1)),
    latency_accept    Map(UInt32, UInt64) CODEC(ZSTD(1)),
    latency_total     Map(UInt32, UInt64) CODEC(ZSTD(1))
)
ENGINE = {{engine ReplacingMergeTree(events)}}
PARTITION BY (toMonday(minute), keep_days)
ORDER BY (application_id, environment, minute, message_class, provider, endpoint, egress_ip, keep_days)
TTL minute + toIntervalDay(keep_days)
SETTINGS ttl_only_drop_parts = 1, non_replicated_deduplication_window = 100, replicated_deduplication_window = 100;

-- only: cluster
-- All rows of a minute of an application go to one shard, where they can meet.
CREATE TABLE IF NOT EXISTS {{database}}.windows {{on_cluster}}
AS {{database}}.windows_local
ENGINE = Distributed({{cluster}}, {{database}}, windows_local, cityHash64(application_id, minute));
