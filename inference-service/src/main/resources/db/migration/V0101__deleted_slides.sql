-- Slides that dataset-service deleted. What was told of one before its deletion was told comes too late.
create table deleted_slide (
    slide_id text        primary key,
    told_at  timestamptz not null
);

-- By which a deleted slide's scores are found. No index: deletions are rare, and every score would pay for it.
alter table score add column slide_id text;

create index scoring_request_slide on scoring_request (slide_id);
