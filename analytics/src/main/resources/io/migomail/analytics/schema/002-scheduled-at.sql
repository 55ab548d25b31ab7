-- When a message's sender wanted it to be sent; 1970-01-01 = at once.
ALTER TABLE {{database}}.events{{local}} {{on_cluster}}
ADD COLUMN IF NOT EXISTS scheduled_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)) AFTER received_at;

-- only: cluster
ALTER TABLE {{database}}.events {{on_cluster}}
ADD COLUMN IF NOT EXISTS scheduled_at DateTime64(3, 'UTC') AFTER received_at;
