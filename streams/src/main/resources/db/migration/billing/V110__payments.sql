-- Calls to a payment gateway that must not happen twice: written before they are made. A row
-- without settled_at is a call whose outcome nobody knows; the gateway is asked before it is made
-- again.
create table core.gateway_call (
  id           text        primary key,
  attempted_at timestamptz not null,
  gateway_id   text,
  settled_at   timestamptz
);

-- Whose a gateway's subscription, order or payment is.
create table core.gateway_link (
  gateway_id text        primary key,
  entity     text        not null,
  linked_at  timestamptz not null
);

-- Reports that were acted on, by each of their names. Gateways repeat for a day; kept much longer.
create table core.gateway_event (
  id         text        primary key,
  settled_at timestamptz not null
);
-- What was told of a payment before the payment itself.
create table core.gateway_early (
  gateway_id text        not null,
  fact       text        not null,
  at         timestamptz not null,
  kept_at    timestamptz not null,
  primary key (gateway_id, fact)
);
create index gateway_event_old_idx on core.gateway_event (settled_at);

-- Subscriptions as of their last event. Written by one reactor, which also decides by it how a
-- tenant stands.
create table core.subscription (
  tenant     text        not null,
  id         text        not null,
  status     text        not null,
  gateway_id text,
  state      text        not null,
  created_at timestamptz not null,
  seq        bigint      not null,
  primary key (tenant, id)
);
create index subscription_running_idx on core.subscription (status)
  where status not in ('CANCELLED', 'EXPIRED');

-- Single payments outside a cycle.
create table core.purchase (
  tenant     text        not null,
  id         text        not null,
  status     text        not null,
  gateway_id text,
  opened_at  timestamptz not null,
  seq        bigint      not null,
  primary key (tenant, id)
);
create index purchase_open_idx on core.purchase (opened_at) where status = 'OPEN';

-- What was collected, failed and went back; the amounts are with tax.
create table core.payment (
  tenant     text        not null,
  id         text        not null,
  subject    text        not null,
  what       text        not null,
  status     text        not null,
  gateway    text        not null,
  gateway_id text        not null,
  method     text,
  amount     bigint      not null,
  refunded   bigint      not null default 0,
  -- To go back, and did not arrive.
  refund_failed bigint   not null default 0,
  currency   text        not null,
  reason     text,
  at         timestamptz not null,
  primary key (tenant, id)
);
create index payment_latest_idx on core.payment (tenant, at desc, id desc);

-- What customers dispute with their banks.
create table core.dispute (
  tenant     text        not null,
  id         text        not null,
  payment    text        not null,
  status     text        not null,
  amount     bigint      not null,
  currency   text        not null,
  reason     text,
  respond_by timestamptz,
  at         timestamptz not null,
  -- Whether it ever was, so that money went back.
  was_lost   boolean     not null,
  primary key (tenant, id)
);
create index dispute_payment_idx on core.dispute (tenant, payment);
