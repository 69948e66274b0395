-- Of every service, in its own schema.
create table outbox (
    id         bigint generated always as identity primary key,
    topic      text        not null,
    event_key  text        not null,
    event_id   text        not null,
    event_type text        not null,
    payload    bytea,
    created_at timestamptz not null default now(),
    -- Why the row could not be turned into events; such rows wait for a person and hold nobody up.
    failure    text
);

create table job (
    kind         text        not null,
    id           text        not null,
    priority     int         not null,
    token        bigint      not null default 0,
    attempts     int         not null default 0,
    owner        text,
    available_at timestamptz not null default now(),
    created_at   timestamptz not null default now(),
    primary key (kind, id)
);

create index job_next on job (kind, priority desc, created_at, id);
