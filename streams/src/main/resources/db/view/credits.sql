create table account (
  tenant        text   primary key,
  balance       bigint not null,
  monthly       bigint not null,
  kept          bigint not null,
  held          bigint not null,
  period_start  timestamptz,
  period_end    timestamptz,
  allowance     bigint not null,
  overage       boolean not null,
  ceiling_paise bigint not null,
  overage_paise bigint not null,
  locked_for    text
) with (fillfactor = 70);

-- place: twice the number of the event within its ledger, plus the line within the event.
create table statement (
  tenant          text        not null,
  place           bigint      not null,
  at              timestamptz not null,
  kind            text        not null,
  amount          bigint      not null,
  balance         bigint      not null,
  entry           text,
  credit_type     text,
  units           bigint,
  overage_credits bigint      not null,
  overage_paise   bigint      not null,
  by_whom         text        not null,
  note            text,
  primary key (tenant, place)
);

create index statement_at on statement (tenant, at);

create table hold (
  tenant      text        not null,
  entry       text        not null,
  credit_type text        not null,
  units       bigint      not null,
  credits     bigint      not null,
  expires_at  timestamptz not null,
  primary key (tenant, entry)
);

create index hold_expires on hold (expires_at);
