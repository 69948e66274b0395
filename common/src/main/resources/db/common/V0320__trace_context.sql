-- Where in a trace the row was written, as W3C's header traceparent: who goes on with the row goes on with the trace.
alter table outbox
    add column traceparent text;

alter table job
    add column traceparent text;
