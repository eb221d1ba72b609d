-- Each refund once, by the gateway's id.
create table core.refund (
  tenant  text   not null,
  id      text   not null,
  payment text   not null,
  amount  bigint not null,
  -- Whether the bank took it back in a dispute.
  chargeback boolean     not null,
  at         timestamptz not null,
  -- When it turned out that the money did not arrive, or a chargeback was reversed.
  revoked_at timestamptz,
  primary key (tenant, id)
);
create index refund_payment_idx on core.refund (tenant, payment);
