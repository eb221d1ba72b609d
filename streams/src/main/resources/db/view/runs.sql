create table run (
  tenant        text        not null,
  id            text        not null,
  agent         text        not null,
  conversation  text,
  queued_at     timestamptz not null,
  state         text        not null,
  model         text,
  attempts      int         not null,
  input_tokens  bigint      not null,
  output_tokens bigint      not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  error         text,
  primary key (tenant, id)
) with (fillfactor = 70);

create index run_queued on run (tenant, queued_at desc, id desc);
