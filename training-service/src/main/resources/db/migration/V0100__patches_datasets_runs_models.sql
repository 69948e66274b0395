-- Patches known from events or filled in from manifests. Ids are 128-bit hashes, kept as the 16 bytes they are.
create table patch (
    patch_id      uuid        primary key,
    extraction_id text        not null,
    slide_id      text        not null,
    case_id       text        not null,
    x             int         not null,
    y             int         not null,
    width         int         not null,
    height        int         not null,
    label         smallint,
    shard         text        not null,
    shard_offset  bigint      not null,
    shard_length  int         not null,
    sha256        text        not null,
    from_event    boolean     not null,
    stored_at     timestamptz not null default now()
);

create table frozen_dataset (
    dataset         text             primary key,
    manifest_key    text             not null,
    manifest_sha256 text             not null,
    mpp             double precision not null,
    leaky           boolean          not null,
    seen_at         timestamptz      not null
);

create table run (
    run_id                text             primary key,
    state                 text             not null,
    stage                 text,
    cancel_requested      boolean          not null default false,
    dataset               text             not null,
    manifest_key          text             not null,
    manifest_sha256       text             not null,
    mpp                   double precision not null,
    leaky                 boolean          not null,
    recipe                text             not null,
    settings              jsonb            not null,
    seed                  bigint           not null,
    epochs_total          int              not null,
    code_version          text             not null,
    priority              int              not null,
    environment           jsonb            not null,
    patches_from_events   int              not null default 0,
    patches_from_manifest int              not null default 0,
    metrics               jsonb,
    calibration_slope     double precision,
    calibration_intercept double precision,
    threshold             double precision,
    model_name            text,
    model_version         text,
    test_roc_auc          double precision,
    error_code            text,
    error_detail          text,
    created_at            timestamptz      not null,
    started_at            timestamptz,
    finished_at           timestamptz
);

-- The list is read newest first, whole or by one of its filters.
create index run_newest on run (created_at desc, run_id desc);
create index run_by_state on run (state, created_at desc, run_id desc);
create index run_by_recipe on run (recipe, created_at desc, run_id desc);
create index run_by_dataset on run (dataset, created_at desc, run_id desc);
create index run_best on run (test_roc_auc desc nulls last, run_id desc);

create table epoch (
    run_id                   text             not null references run on delete cascade,
    number                   int              not null,
    train_loss               double precision not null,
    train_accuracy           double precision not null,
    validation_loss          double precision not null,
    validation_accuracy      double precision not null,
    validation_roc_auc       double precision,
    seconds                  double precision not null,
    patches_per_second       double precision not null,
    seconds_waiting_for_data double precision not null,
    resident_bytes           bigint           not null,
    primary key (run_id, number)
);

create table model (
    name                  text             not null,
    version               text             not null,
    run_id                text             not null references run,
    dataset               text             not null,
    recipe                text             not null,
    weights_key           text             not null,
    weights_sha256        text             not null,
    spec_key              text             not null,
    spec_sha256           text             not null,
    calibration_slope     double precision not null,
    calibration_intercept double precision not null,
    threshold             double precision not null,
    input                 jsonb            not null,
    test_roc_auc          double precision,
    created_at            timestamptz      not null,
    primary key (name, version)
);

create index model_newest on model (created_at desc, version desc);

-- The ledger: rows are added, never changed.
create table promotion (
    number        bigint generated always as identity primary key,
    slot          text        not null,
    model_name    text        not null,
    model_version text        not null,
    promoted_by   text        not null,
    reason        text        not null,
    promoted_at   timestamptz not null,
    foreign key (model_name, model_version) references model (name, version)
);

create index promotion_newest on promotion (promoted_at desc, number desc);
create index promotion_by_slot on promotion (slot, number desc);
