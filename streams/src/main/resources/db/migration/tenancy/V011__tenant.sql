-- Business profiles as workers need them, fed from events.tenancy. seq is that of the event the
-- profile came with: an older one never overwrites a newer.
create table core.tenant (
  id      text   primary key,
  profile text   not null,
  seq     bigint not null
);
