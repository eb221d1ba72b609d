-- How far the relay has forwarded the journal.
create table core.relay_position (
  name     text primary key,
  tx       bigint not null,
  ordering bigint not null
);

-- One row per view: writers hold it shared, a rebuild takes it exclusively for the switch.
create table core.view (
  name        text primary key,
  fingerprint text not null
);

-- How far each view has come, written in the transaction that writes its rows. kafka_offset is the
-- next offset to read.
create table core.view_state (
  view         text    not null references core.view (name),
  topic        text    not null,
  partition    integer not null,
  kafka_offset bigint  not null,
  tx           bigint  not null,
  ordering     bigint  not null,
  primary key (view, topic, partition)
);
