-- Each refund once, by the gateway's id.
create table core.refund (
  tenant  text   not null,
  id      text   not null,
  payment text   not null,
  amount  bigint not null,
  primary key (tenant, id)
);
