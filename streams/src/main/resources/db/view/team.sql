create table activity (
  tenant  text        not null,
  seq     bigint      not null,
  at      timestamptz not null,
  by      text        not null,
  type    text        not null,
  -- Whom it was about: a user's id, or the address of somebody who is invited.
  subject text        not null,
  before  text,
  after   text,
  primary key (tenant, seq)
);
