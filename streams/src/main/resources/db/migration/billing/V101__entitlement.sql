-- Which plans a tenant has, one row per subscription, fed from events.billing. A tenant without a
-- live row has Free.
create table core.entitlement (
  tenant     text        not null,
  -- the subscription's id, or a name where the operator gave the plan
  source     text        not null,
  plan       text        not null,
  version    int         not null,
  -- periods of credits are counted from here
  anchor     timestamptz not null,
  -- a period that begins later has Free's allowance until it is paid for; null where nobody pays
  paid_until timestamptz,
  live       boolean     not null,
  -- of the event the row is as of: an older one never overwrites a newer
  seq        bigint      not null,
  primary key (tenant, source)
);
