-- Attempts at runs: where each began to learn.
create table run_attempt (
    run_id       text        not null references run on delete cascade,
    token        bigint      not null,
    started_at   timestamptz not null,
    from_epochs  int,
    from_batches int,
    exact        boolean,
    primary key (run_id, token)
);

-- Where a run can be taken up again: the objects that count, of those in the object store.
create table run_checkpoint (
    run_id       text        primary key references run on delete cascade,
    epochs       int         not null,
    batches      int         not null,
    state_key    text        not null,
    state_sha256 text        not null,
    best_epoch   int         not null,
    best_key     text,
    best_sha256  text,
    environment  jsonb       not null,
    saved_at     timestamptz not null default now()
);
