-- A week that has passed becomes one part: then reading it with FINAL merges nothing.
ALTER TABLE {{database}}.events{{local}} {{on_cluster}}
MODIFY SETTING min_age_to_force_merge_seconds = 86400, min_age_to_force_merge_on_partition_only = 1;
