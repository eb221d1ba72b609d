-- What has to reach the books that are kept elsewhere, and whether it has.
create table core.accounting_document (
  tenant     text        not null,
  invoice    text        not null,
  kind       text        not null,
  document   text        not null,
  state      text        not null default 'WAITING',
  remote     text,
  reason     text,
  attempts   int         not null default 0,
  created_at timestamptz not null,
  next_at    timestamptz not null,
  primary key (tenant, invoice, kind, document)
);
create index accounting_due_idx on core.accounting_document (next_at) where state <> 'SYNCED';
