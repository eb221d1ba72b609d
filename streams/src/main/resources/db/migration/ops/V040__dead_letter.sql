-- What came in and could not be acted on. The payload is a whole delivery with only the element in
-- question, as bytes: it need not be UTF-8. A letter that stands for many, or for one that is too
-- large to keep, is not complete: it cannot be replayed.
create table core.dead_letter (
  seq         bigint      generated always as identity primary key,
  id          text        not null unique,
  tenant      text,
  source      text        not null,
  endpoint    text        not null,
  reason      text        not null,
  detail      text        not null,
  received_at timestamptz not null,
  count       int         not null default 1,
  complete    boolean     not null default true,
  payload     bytea       not null,
  state       text        not null default 'OPEN',
  replayed_at timestamptz
);
create index dead_letter_open_idx on core.dead_letter (source, seq) where state = 'OPEN';
create index dead_letter_owner_idx on core.dead_letter (coalesce(tenant, '')) where state = 'OPEN';
create index dead_letter_age_idx on core.dead_letter (received_at);
