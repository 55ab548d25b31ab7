-- What a proof states of an attempt beside its reply (docs/adr/0041): SHA-256 of the host's certificate, and, where all of the message was
-- sent, a SentMail record with the digest of its octets and its DKIM signatures. Rows of one message lie together, so several say it once.
ALTER TABLE {{database}}.events{{local}} {{on_cluster}}
ADD COLUMN IF NOT EXISTS smtp_tls_certificate LowCardinality(String) AFTER smtp_tls_cipher,
ADD COLUMN IF NOT EXISTS sent String CODEC(ZSTD(1)) AFTER machine;

-- only: cluster
ALTER TABLE {{database}}.events {{on_cluster}}
ADD COLUMN IF NOT EXISTS smtp_tls_certificate LowCardinality(String) AFTER smtp_tls_cipher,
ADD COLUMN IF NOT EXISTS sent String AFTER machine;
