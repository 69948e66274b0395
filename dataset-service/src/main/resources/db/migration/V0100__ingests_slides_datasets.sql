create table ingest (
    ingest_id    text        primary key,
    uri          text        not null,
    layout       text        not null,
    mpp          float8      not null,
    purpose      text        not null,
    state        text        not null,
    in_count     int         not null default 0,
    stored       int         not null default 0,
    quarantined  int         not null default 0,
    slides       int         not null default 0,
    slides_done  int         not null default 0,
    error_code   text,
    error_detail text,
    created_at   timestamptz not null,
    started_at   timestamptz,
    finished_at  timestamptz
);

create table extraction (
    extraction_id text        primary key,
    slide_id      text        not null,
    case_id       text        not null,
    ingest_id     text        not null references ingest,
    purpose       text        not null,
    in_count      int         not null,
    stored        int         not null,
    quarantined   int         not null,
    negative      int         not null,
    positive      int         not null,
    mpp           float8      not null,
    patch_width   int         not null,
    patch_height  int         not null,
    index_key     text        not null,
    index_sha256  text        not null,
    created_at    timestamptz not null,
    check (in_count = stored + quarantined)
);

create index extraction_slide on extraction (slide_id);

-- A slide points to the extraction that was ingested last.
create table slide (
    slide_id      text primary key,
    case_id       text not null,
    extraction_id text not null references extraction
);

create index slide_case on slide (case_id, slide_id);

-- What an ingest has done so far; a resumed ingest skips the cases that are here. No extraction: nothing was usable.
create table ingest_case (
    ingest_id     text not null references ingest,
    case_id       text not null,
    extraction_id text references extraction,
    in_count      int  not null,
    stored        int  not null,
    quarantined   int  not null,
    primary key (ingest_id, case_id),
    check (in_count = stored + quarantined)
);

create table quarantined_file (
    id          bigint generated always as identity primary key,
    ingest_id   text not null references ingest,
    case_id     text,
    source_name text not null,
    reason      text not null,
    detail      text not null
);

create index quarantined_file_page on quarantined_file (ingest_id, id);
create index quarantined_file_reason on quarantined_file (ingest_id, reason);

create table frozen_dataset (
    name            text        not null,
    version         int         not null,
    manifest_sha256 text        not null,
    document        text        not null,
    created_at      timestamptz not null,
    primary key (name, version),
    unique (name, manifest_sha256)
);
