-- Files in the object store until they are ingested. The row is written before the object.
create table upload (
    upload_id  text        primary key,
    ending     text        not null,
    size       bigint      not null,
    sha256     text,
    -- What the object store calls the upload in parts; absent for a file that came in a request's body.
    multipart  text,
    part_bytes bigint      not null,
    state      text        not null,
    created_at timestamptz not null,
    touched_at timestamptz not null
);

create index upload_expiry on upload (touched_at);

-- Which ingests read which uploads.
create table ingest_upload (
    upload_id text not null,
    ingest_id text not null references ingest,
    primary key (upload_id, ingest_id)
);

create index ingest_upload_ingest on ingest_upload (ingest_id);

-- Uploads were named after their ingest, as they lie in the object store until it has ended.
insert into upload (upload_id, ending, size, part_bytes, state, created_at, touched_at)
select ingest_id, 'zip', 1, 1, 'COMPLETE', created_at, now() from ingest
 where submission::json ->> 'uri' like 'upload:%' and state in ('SUBMITTED', 'INGESTING');
insert into ingest_upload (upload_id, ingest_id) select upload_id, upload_id from upload;
update ingest set submission = jsonb_set(submission::jsonb, '{uri}', to_jsonb('upload:' || ingest_id || '.zip'))::text
 where submission::json ->> 'uri' like 'upload:%';
