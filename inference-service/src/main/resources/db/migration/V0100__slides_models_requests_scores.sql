-- Slides as they were announced; a later extraction of a slide takes the place of the one before.
create table slide (
    slide_id      text             primary key,
    case_id       text             not null,
    extraction_id text             not null,
    index_key     text             not null,
    index_sha256  text             not null,
    mpp           double precision not null,
    patches       int              not null,
    announced_at  timestamptz      not null
);

-- Every model version that was ever promoted: a request keeps its version when another becomes live.
create table model (
    name           text             not null,
    version        text             not null,
    weights_key    text             not null,
    weights_sha256 text             not null,
    spec_key       text             not null,
    spec_sha256    text             not null,
    mpp            double precision not null,
    primary key (name, version)
);

create table scoring_request (
    request_id    text        primary key,
    slide_id      text        not null,
    case_id       text        not null,
    extraction_id text        not null,
    index_key     text        not null,
    index_sha256  text        not null,
    model_name    text        not null,
    model_version text        not null,
    state         text        not null check (state in ('queueing', 'scoring', 'finished', 'failed')),
    announced     int         not null,
    scored        int         not null default 0,
    failed        int         not null default 0,
    positive      int         not null default 0,
    error_code    text,
    error_detail  text,
    created_at    timestamptz not null,
    finished_at   timestamptz,
    foreign key (model_name, model_version) references model (name, version)
);

-- One row for a patch and a model version, whoever asked for it and however often.
create table score (
    score_id       text             primary key,
    patch_id       text             not null,
    model_name     text             not null,
    model_version  text             not null,
    probability    double precision not null check (probability between 0 and 1),
    threshold      double precision not null,
    positive       boolean          not null,
    scored_at      timestamptz      not null,
    latency_millis bigint           not null
);

-- What became of each patch of a request: counting these rows once is what makes a repeat change nothing.
create table request_patch (
    request_id text not null references scoring_request,
    patch_id   text not null,
    x          int,
    y          int,
    score_id   text,
    error_code text,
    primary key (request_id, patch_id),
    check ((score_id is null) <> (error_code is null))
);
