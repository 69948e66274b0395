-- Run history: filters, sorts and pages that stay fast whatever they are combined to.
alter table run
    add column number   int generated always as identity unique,
    add column tags     text[] not null default '{}',
    add column note     text   not null default '',
    add column revision int    not null default 0;

-- Settings, environment and metrics go out of line, so that a filter reads narrow rows.
alter table run set (toast_tuple_target = 128);

drop index run_newest;
drop index run_by_state;
drop index run_by_recipe;
drop index run_by_dataset;
drop index run_best;
create index run_newest on run (created_at, number);
create index run_latest_finished on run (finished_at, number);
create index run_by_state on run (state, created_at, number);
create index run_by_recipe on run (recipe, created_at, number);
create index run_by_dataset on run (dataset, created_at, number);
create index run_by_tag on run using gin (tags) with (fastupdate = off);

create table metric (
    id   int  generated always as identity primary key,
    name text not null unique
);

-- The metrics of finished runs, a row each. Both indexes hold the whole row, the heap is hardly read: what keeps that
-- so is a vacuum after few inserts.
create table run_metric (
    run    int              not null references run (number) on delete cascade,
    metric int              not null references metric,
    value  double precision not null,
    primary key (run, metric) include (value)
) with (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 10000);

create index run_metric_value on run_metric (metric, value, run);

-- What the runs so far reached.
create temporary table leaf on commit drop as
with recursive node (run, name, value) as (
    select number, null::text, metrics from run where metrics is not null
    union all
    select node.run, concat_ws('.', node.name, child.key), child.value
      from node, jsonb_each(node.value) child
     where jsonb_typeof(node.value) = 'object'
)
select run, name, value::text::double precision as value from node where jsonb_typeof(value) = 'number';

insert into metric (name) select distinct name from leaf;
insert into run_metric (run, metric, value) select leaf.run, metric.id, leaf.value from leaf join metric using (name);

-- What happened to runs, for clients that follow them live. Writers take turns, so that ids become visible in order.
create table run_event (
    id     bigint      generated always as identity primary key,
    run_id text        not null references run on delete cascade,
    at     timestamptz not null,
    event  jsonb       not null
);

create index run_event_by_run on run_event (run_id, id);
create index run_event_by_age on run_event (at);
