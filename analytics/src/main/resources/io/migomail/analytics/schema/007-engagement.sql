-- Of opens, clicks and unsubscribes: where a click led, what asked for the link, and why that was no person. parts gets the bit 8.
ALTER TABLE {{database}}.events{{local}} {{on_cluster}}
ADD COLUMN IF NOT EXISTS url String CODEC(ZSTD(3)) AFTER category,
ADD COLUMN IF NOT EXISTS user_agent String CODEC(ZSTD(3)) AFTER url,
ADD COLUMN IF NOT EXISTS machine LowCardinality(String) AFTER user_agent;

-- only: cluster
ALTER TABLE {{database}}.events {{on_cluster}}
ADD COLUMN IF NOT EXISTS url String AFTER category,
ADD COLUMN IF NOT EXISTS user_agent String AFTER url,
ADD COLUMN IF NOT EXISTS machine LowCardinality(String) AFTER user_agent;
