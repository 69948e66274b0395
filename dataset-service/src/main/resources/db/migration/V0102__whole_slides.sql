-- States as the rest of the system calls them.
update ingest set state = case state when 'QUEUED' then 'SUBMITTED' when 'RUNNING' then 'INGESTING'
                                     when 'FINISHED' then 'INGESTED' else state end;

-- The submission as a document: all options that the columns do not show.
alter table ingest add column submission text;
update ingest set submission = json_build_object(
    'uri', uri, 'layout', layout, 'mpp', mpp, 'purpose', lower(purpose), 'priority', 0)::text;
alter table ingest alter column submission set not null;
alter table ingest drop column uri, drop column layout, drop column mpp, drop column purpose;
alter table ingest add column attempts int not null default 0;
alter table ingest add column slides_known int not null default 0;
-- Parts of the slide being cut, out of all; absent for patch archives.
alter table ingest add column cells_done int;
alter table ingest add column cells int;
create index ingest_page on ingest (created_at desc, ingest_id desc);

-- A case may have several slides, such as one a magnification.
alter table ingest_case rename to ingest_slide;
alter table ingest_slide add column slide_id text;
update ingest_slide c set slide_id = coalesce(
    (select slide_id from extraction e where e.extraction_id = c.extraction_id), 'none-' || c.case_id);
alter table ingest_slide drop constraint ingest_case_pkey;
alter table ingest_slide add primary key (ingest_id, slide_id);
-- Parts of a whole slide that gave no patch, by reason; files of an archive are in quarantined_file.
alter table ingest_slide add column cells text not null default '{}';
alter table ingest_slide add column seconds text not null default '{}';
alter table ingest_slide add column known boolean not null default false;
create index ingest_slide_extraction on ingest_slide (extraction_id);

alter table extraction add column slide_width int;
alter table extraction add column slide_height int;
alter table extraction add column slide_mpp float8;
alter table extraction add column source_sha256 text;
-- How the patches were made, as a document.
alter table extraction add column parameters text not null default '{}';
-- Parts of a whole slide that gave no patch, by reason.
alter table extraction add column cells text not null default '{}';

alter table slide add column state text not null default 'INGESTED';
-- Where the original lies, for viewers. It may name a patient and leaves the service never.
alter table slide add column source text;

-- The model in each slot, followed from its topic: slides for scoring are cut to what it takes.
create table promoted_model (
    slot       text   primary key,
    model      text   not null,
    patch_size int    not null,
    mpp        float8 not null
);
