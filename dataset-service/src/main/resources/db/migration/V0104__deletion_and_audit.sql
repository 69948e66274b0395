-- Who had what deleted, when and why. Ids are pseudonyms; rows stay as they were written.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    who     text        not null,
    action  text        not null,
    subject text        not null,
    reason  text        not null,
    -- What was done, as a document.
    details text        not null
);

create index audit_subject on audit (subject, id desc);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'rows of audit are only ever added';
end $$;

create trigger audit_is_append_only before update or delete or truncate on audit
    for each statement execute function audit_is_append_only();

-- Runs by the dataset version that they use, followed from their topic.
create table run_reference (
    run_id     text        primary key,
    name       text        not null,
    version    int         not null,
    state      text        not null,
    changed_at timestamptz not null
);

create index run_reference_dataset on run_reference (name, version);

-- Extractions that an ingest is about to store: written before their first object, so that no object is unknown to
-- whoever deletes the slide. Removed when the extraction is committed.
create table extraction_begun (
    extraction_id text not null,
    ingest_id     text not null references ingest,
    slide_id      text not null,
    case_id       text not null,
    primary key (extraction_id, ingest_id)
);

create index extraction_begun_slide on extraction_begun (slide_id);
create index extraction_begun_case on extraction_begun (case_id);
create index extraction_begun_ingest on extraction_begun (ingest_id);

create index ingest_slide_slide on ingest_slide (slide_id);

-- Its patient withdrew: the ingest ends at its next step.
alter table ingest add column withdrawn boolean not null default false;

-- Cases that a patient had erased; what was submitted before is not taken in any more.
create table erasure (
    erasure_id   text        primary key,
    case_id      text        not null,
    who          text        not null,
    reason       text        not null,
    requested_at timestamptz not null,
    slides       int         not null,
    submissions  int         not null
);

create index erasure_case on erasure (case_id, requested_at);

-- Slides on their way out; those that were erased stay on record, as what was submitted before must not bring them back.
create table slide_deletion (
    id           bigint generated always as identity primary key,
    slide_id     text        not null,
    case_id      text        not null,
    erased       boolean     not null,
    erasure_id   text references erasure,
    who          text        not null,
    reason       text        not null,
    requested_at timestamptz not null,
    finished_at  timestamptz,
    failure      text
);

create unique index slide_deletion_open on slide_deletion (slide_id) where finished_at is null;
create index slide_deletion_slide on slide_deletion (slide_id, requested_at);
create index slide_deletion_erasure on slide_deletion (erasure_id);

-- Dataset versions that were deleted: their numbers are not given out again.
create table deleted_dataset (
    name       text        not null,
    version    int         not null,
    deleted_at timestamptz not null,
    primary key (name, version)
);

-- What was erased from a version, as a document; absent while it is whole.
alter table frozen_dataset add column erased text;
