-- The schema of pekko-persistence-jdbc 1.1.1 for PostgreSQL with three differences:
--  * event_journal.tx and its index, by which the relay reads in commit-safe order. The plug-in's
--    inserts name their columns and do not notice.
--  * no unique index on ordering alone, and so no foreign key from event_tag: only the plug-in's
--    query side would use them, which never runs here, and each index costs write rate.
--  * no durable_state.
create table public.event_journal (
  ordering           bigserial,
  persistence_id     varchar(255) not null,
  sequence_number    bigint       not null,
  deleted            boolean      not null default false,
  writer             varchar(255) not null,
  write_timestamp    bigint,
  adapter_manifest   varchar(255),
  event_ser_id       integer      not null,
  event_ser_manifest varchar(255) not null,
  event_payload      bytea        not null,
  meta_ser_id        integer,
  meta_ser_manifest  varchar(255),
  meta_payload       bytea,
  tx                 xid8         not null default pg_current_xact_id(),
  primary key (persistence_id, sequence_number)
);

create index event_journal_tx_idx on public.event_journal (tx, ordering);


create table public.event_tag (
  event_id bigint,
  tag      varchar(256),
  primary key (event_id, tag)
);

create table public.snapshot (
  persistence_id        varchar(255) not null,
  sequence_number       bigint       not null,
  created               bigint       not null,
  snapshot_ser_id       integer      not null,
  snapshot_ser_manifest varchar(255) not null,
  snapshot_payload      bytea        not null,
  meta_ser_id           integer,
  meta_ser_manifest     varchar(255),
  meta_payload          bytea,
  primary key (persistence_id, sequence_number)
);
