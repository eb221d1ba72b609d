-- What an operator has to look at. While one is open, the same code and subject counts up.
create table core.alarm (
  id              text        primary key,
  code            text        not null,
  subject         text        not null,
  detail          text        not null,
  count           bigint      not null,
  first_at        timestamptz not null,
  last_at         timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text
);
create unique index alarm_open_idx on core.alarm (code, subject) where acknowledged_at is null;
