-- How far the relay has forwarded the journal.
create table core.relay_position (
  name     text primary key,
  tx       bigint not null,
  ordering bigint not null
);

-- One row per view. Writers hold it shared, a rebuild takes it exclusively for the switch. Whatever
-- the journal has up to (tx, ordering) is in the view since its last rebuild.
create table core.view (
  name        text primary key,
  fingerprint text   not null,
  tx          bigint not null,
  ordering    bigint not null
);

-- How far each view has come in each partition, written in the transaction that writes its rows.
-- kafka_offset is the next offset to read, -1 where nothing has been read.
create table core.view_state (
  view         text    not null references core.view (name),
  topic        text    not null,
  partition    integer not null,
  kafka_offset bigint  not null,
  tx           bigint  not null,
  ordering     bigint  not null,
  primary key (view, topic, partition)
);

-- The last rebuild of each view: running, done or failed.
create table core.view_rebuild (
  view        text primary key,
  state       text        not null,
  events      bigint      not null,
  tx          bigint      not null,
  ordering    bigint      not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  error       text
);

-- For searching names; where it cannot be had, searching is slower and finds the same.
do $$
begin
  create extension if not exists pg_trgm with schema public;
exception when others then
  raise notice 'without pg_trgm: %', sqlerrm;
end
$$;
