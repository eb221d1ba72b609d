-- Messages of channels that cannot send until somebody acts: paused, or to be reconnected. They are
-- sealed, since they hold what was written to customers.
create table core.waiting_message (
  tenant    text        not null,
  channel   text        not null,
  message   text        not null,
  seq       bigint      generated always as identity,
  content   bytea       not null,
  parked_at timestamptz not null default now(),
  primary key (tenant, channel, message)
);
create index waiting_message_seq on core.waiting_message (seq);
