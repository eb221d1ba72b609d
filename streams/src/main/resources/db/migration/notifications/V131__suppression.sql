-- Addresses that nothing is sent to any more, because nothing arrives there. In lower case.
create table core.suppression (
  address text        primary key,
  reason  text        not null,
  at      timestamptz not null
);
