-- Slides that dataset-service deleted. What was told of one before its deletion was told comes too late.
create table deleted_slide (
    slide_id text        primary key,
    told_at  timestamptz not null
);

-- What patients who withdrew took out of dataset versions.
create table erased_slide (
    dataset   text        not null,
    slide_id  text        not null,
    erased_at timestamptz not null,
    primary key (dataset, slide_id)
);
