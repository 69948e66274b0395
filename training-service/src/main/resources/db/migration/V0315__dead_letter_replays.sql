-- Who put which dead letters back, and what came of it. Rows are only ever added.
create table dead_letter_replay (
    id        bigint generated always as identity primary key,
    at        timestamptz not null,
    by        text        not null,
    reason    text        not null,
    -- What was asked for: single letters, or those of a topic or code.
    letters   text[]      not null,
    topic     text,
    code      text,
    again     boolean     not null,
    replayed  int         not null,
    remaining int         not null
);
