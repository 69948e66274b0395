-- A job that ended can be added again: its tokens go on above those of its life before, which a worker may still hold.
create sequence job_token;
select setval('job_token', (select coalesce(max(token), 0) + 1 from job));
