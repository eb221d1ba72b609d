-- What each tenant's AI has read and written at providers per month (UTC): what budgets go by.
create table core.token_month (
  tenant text   not null,
  month  date   not null,
  tokens bigint not null,
  primary key (tenant, month)
) with (fillfactor = 70);

-- Runs that are counted already. Kept longer than the broker keeps events, then swept.
create table core.token_run (
  run        text        primary key,
  counted_at timestamptz not null
);

create index token_run_counted_at_idx on core.token_run (counted_at);

-- What a tenant wants to spend at most, where that is less than its plan contains.
create table core.token_budget (
  tenant text   primary key,
  tokens bigint,
  seq    bigint not null
);
