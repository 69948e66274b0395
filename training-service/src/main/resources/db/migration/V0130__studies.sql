-- Studies: one request that makes many runs.
create table study (
    study_id         text        primary key,
    plan             jsonb       not null,
    cancel_requested boolean     not null default false,
    created_at       timestamptz not null
);

create index study_newest on study (created_at, study_id);

-- Which runs a study is made of. Without a reference to the run: one that was deleted is told of as such.
create table study_run (
    study_id text not null references study on delete cascade,
    place    int  not null,
    run_id   text not null,
    primary key (study_id, place)
);
