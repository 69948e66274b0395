-- An event that asks for a change has one row however often its record is read, by whichever replica.
create unique index audit_record on audit (address, action, subject) where address like 'kafka:%';
