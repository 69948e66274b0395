-- Versions of the services' own migrations go on above this one.
alter table job
    -- Attempts that failed, other than those that were put off or never ended.
    add column failures    int not null default 0,
    -- When and why it was last put off.
    add column put_off_at  timestamptz,
    add column put_off_for text;
