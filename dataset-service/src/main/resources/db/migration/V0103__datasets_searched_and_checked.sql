-- What datasets are searched by. Those of the first release were all split by case.
alter table frozen_dataset add column strategy text not null default 'by-case';
alter table frozen_dataset add column leaky boolean not null default false;

update frozen_dataset set leaky = coalesce((document::jsonb ->> 'leaky')::boolean, false);

-- Which slides a dataset holds.
create table dataset_slide (
    name          text not null,
    version       int  not null,
    slide_id      text not null,
    extraction_id text not null,
    primary key (name, version, slide_id, extraction_id),
    foreign key (name, version) references frozen_dataset on delete cascade
);

create index dataset_slide_slide on dataset_slide (slide_id);

insert into dataset_slide (name, version, slide_id, extraction_id)
select distinct d.name, d.version, slide ->> 'slideId', slide ->> 'extractionId'
  from frozen_dataset d, jsonb_array_elements(d.document::jsonb -> 'slides') slide;

create table dataset_verification (
    verification_id text        primary key,
    name            text        not null,
    version         int         not null,
    state           text        not null,
    checked         int         not null,
    patches         int         not null,
    findings        text,
    error           text,
    created_at      timestamptz not null,
    started_at      timestamptz,
    finished_at     timestamptz,
    foreign key (name, version) references frozen_dataset on delete cascade
);

create index dataset_verification_page on dataset_verification (name, version, verification_id);
-- One of a dataset is under way at a time.
create unique index dataset_verification_under_way on dataset_verification (name, version) where finished_at is null;

-- Either the statistics as a JSON document or why there are none; no row while they are waited for.
create table dataset_statistics (
    name     text not null,
    version  int  not null,
    document text,
    error    text,
    primary key (name, version),
    foreign key (name, version) references frozen_dataset on delete cascade,
    check ((document is null) <> (error is null))
);

insert into job (kind, id, priority)
select 'dataset-statistics', name || '/' || version, 0 from frozen_dataset
    on conflict do nothing;
