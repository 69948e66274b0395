-- Absent of scores of earlier versions.
alter table score
    add column input_sha256   text,
    add column queue_millis   bigint,
    add column fetch_millis   bigint,
    add column compute_millis bigint;
