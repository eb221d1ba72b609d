-- How far each member's row in core.membership follows the events of their team: what an endpoint
-- has written at once must not be undone by an older event that the reactor comes to later.
create table core.membership_seq (
  tenant  text   not null,
  user_id text   not null,
  seq     bigint not null,
  primary key (tenant, user_id)
);

create table core.team (
  tenant text   primary key,
  owner  text   not null,
  seq    bigint not null
);

-- Invitations by mail. Only the hash of the link is kept, so that a dump of this table opens nothing.
create table core.invitation (
  tenant     text        not null,
  id         text        not null,
  email      text        not null,
  role       text        not null,
  token_hash text        not null unique,
  invited_by text        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- OPEN, USED, REVOKED
  state      text        not null,
  seq        bigint      not null,
  primary key (tenant, id)
);
create index invitation_open_idx on core.invitation (tenant, created_at desc) where state = 'OPEN';
