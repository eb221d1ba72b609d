-- What people are answered in who have not written by the channel lately.
alter table core.channel add column reply_template jsonb;
