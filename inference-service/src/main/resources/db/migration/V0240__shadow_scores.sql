-- What shadow models say of scored patches, beside the score as it was then. They go with it.
create table shadow_score (
    score_id         text             not null references score on delete cascade,
    model_name       text             not null,
    model_version    text             not null,
    probability      double precision not null check (probability between 0 and 1),
    threshold        double precision not null,
    positive         boolean          not null,
    scored_at        timestamptz      not null,
    live_name        text             not null,
    live_version     text             not null,
    live_probability double precision not null,
    live_positive    boolean          not null,
    primary key (score_id, model_name, model_version)
);
