-- Who changed what, when and from where. Ids are pseudonyms. Of each change over REST a row is written before it is made;
-- the answer's status, and the id of what was made, are added once. Otherwise rows stay as they were written.
-- dataset-service has the table already, with the rows of its deletions.
create table if not exists audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    who     text        not null,
    action  text        not null,
    subject text        not null,
    reason  text        not null,
    -- What was done, as a document.
    details text        not null
);

alter table audit
    -- From where; absent for what a job did.
    add column address text,
    -- HTTP status of the answer.
    add column status  int;

create index if not exists audit_subject on audit (subject, id desc);
create index audit_who on audit (who, id desc);
create index audit_action on audit (action, id desc);
create index audit_at on audit (at);

drop trigger if exists audit_is_append_only on audit;

create or replace function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'rows of audit are only ever added';
end $$;

create or replace function audit_gets_answers_only() returns trigger language plpgsql as $$
begin
    if old.address is null or old.status is not null or new.status is null
            or (old.subject <> '' and new.subject <> old.subject)
            or (old.id, old.at, old.who, old.action, old.reason, old.details, old.address)
                is distinct from (new.id, new.at, new.who, new.action, new.reason, new.details, new.address) then
        raise exception 'rows of audit are only ever added';
    end if;
    return new;
end $$;

create trigger audit_is_append_only before delete or truncate on audit
    for each statement execute function audit_is_append_only();

create trigger audit_gets_answers_only before update on audit
    for each row execute function audit_gets_answers_only();
