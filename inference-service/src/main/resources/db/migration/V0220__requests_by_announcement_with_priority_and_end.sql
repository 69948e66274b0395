-- How the patches lie on the slide. Absent: the slide was announced before this was kept.
alter table slide
    add column patch_width  int,
    add column patch_height int,
    add column slide_width  int,
    add column slide_height int,
    add column slide_mpp    double precision,
    add column purpose      text not null default 'dataset' check (purpose in ('dataset', 'scoring')),
    add column priority     int  not null default 0;

create index slide_extraction on slide (extraction_id);

-- Side of the patches that the model was trained on, in pixels. Absent: it was promoted before this was kept.
alter table model add column patch_size int;

alter table scoring_request
    add column origin          text not null default 'asked' check (origin in ('asked', 'announced')),
    add column priority        int  not null default 0,
    add column mpp             double precision,
    add column patch_width     int,
    add column patch_height    int,
    add column slide_width     int,
    add column slide_height    int,
    add column slide_mpp       double precision,
    -- Lines of the index that are queued: where a fan-out goes on.
    add column queued          int  not null default 0,
    add column queued_at       timestamptz,
    -- When a patch was last counted: the deadline runs from here.
    add column last_counted_at timestamptz,
    drop constraint scoring_request_state_check,
    add constraint scoring_request_state_check check (state in
        ('queueing', 'scoring', 'finished', 'incomplete', 'failed', 'refused', 'cancelled'));

create index scoring_request_newest on scoring_request (created_at desc, request_id desc);
create index scoring_request_announced on scoring_request (extraction_id) where origin = 'announced';
create index scoring_request_waiting on scoring_request (request_id) where state = 'scoring';

-- The last result that was written of a request.
create table request_result (
    request_id        text             primary key references scoring_request,
    revision          int              not null,
    scored            int              not null,
    failed            int              not null,
    missing           int              not null,
    incomplete_reason text,
    positive          int              not null,
    positive_area_mm2 double precision not null,
    max_probability   double precision,
    mean_probability  double precision,
    heatmap_key       text             not null,
    heatmap_sha256    text             not null,
    geojson_key       text             not null,
    geojson_sha256    text             not null,
    result_key        text             not null,
    result_sha256     text             not null,
    written_at        timestamptz      not null
);
