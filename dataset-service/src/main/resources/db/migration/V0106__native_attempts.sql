-- Attempts of native code at a slide: the process that is at it, and how many processes never came back from it.
alter table ingest add column native_process text;
alter table ingest add column native_lost integer not null default 0;
