-- What was deleted, by whom and why; rows stay. Their files are removed afterwards, by a job under the same folder.
create table deletion (
    number       bigint generated always as identity primary key,
    kind         text        not null,
    subject_id   text        not null,
    folder       text        not null unique,
    deleted_by   text        not null,
    reason       text        not null,
    requested_at timestamptz not null,
    files        jsonb       not null default '{}',
    finished_at  timestamptz
);

create index deletion_newest on deletion (requested_at desc, folder desc);
