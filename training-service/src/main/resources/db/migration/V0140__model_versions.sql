-- Models that were imported have no run, dataset and recipe; each model has its files, metrics and whether they flatter.
alter table model
    alter column run_id drop not null,
    alter column dataset drop not null,
    alter column recipe drop not null,
    add column kind            text  not null default 'TRAINED',
    add column leaky           boolean,
    add column files           jsonb not null default '{}',
    add column metrics         jsonb not null default '{}',
    add column import_identity text unique,
    add column imported_by     text,
    add column import_reason   text,
    add column import_source   text;

create index model_by_name on model (name, created_at desc, version desc);
create index model_by_run on model (run_id);

update model
   set leaky = run.leaky,
       files = jsonb_build_object(
               'model.safetensors', jsonb_build_object('key', weights_key, 'sha256', weights_sha256),
               'model.json', jsonb_build_object('key', spec_key, 'sha256', spec_sha256)),
       metrics = coalesce(
               (select jsonb_object_agg(metric.name, run_metric.value)
                  from run_metric join metric on metric.id = run_metric.metric
                 where run_metric.run = run.number),
               '{}')
  from run
 where run.run_id = model.run_id;

alter table model
    drop column weights_key,
    drop column weights_sha256,
    drop column spec_key,
    drop column spec_sha256,
    drop column test_roc_auc;

-- The ledger outlives the models it tells of; a row without a model empties its slot.
alter table promotion
    drop constraint promotion_model_name_model_version_fkey,
    alter column model_name drop not null,
    alter column model_version drop not null,
    add column metrics  jsonb not null default '{}',
    add column gates    jsonb not null default '[]',
    add column restores bigint references promotion;

-- Who held a slot at a time is one step in this index.
create index promotion_by_time on promotion (slot, promoted_at desc, number desc);
create index promotion_by_model on promotion (model_name, model_version, number desc);
