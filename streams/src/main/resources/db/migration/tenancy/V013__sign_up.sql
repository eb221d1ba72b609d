-- What somebody has told so far on the way to a tenant; forgotten when it is not touched for long.
create table core.sign_up (
  user_id    text        primary key,
  draft      text        not null,
  updated_at timestamptz not null
);
create index sign_up_updated on core.sign_up (updated_at);

-- Which tenant ids were given to whom, so that two who choose a name at once get two ids, and who
-- asks twice gets the same.
create table core.tenant_name (
  id         text        primary key,
  user_id    text        not null,
  wanted     text        not null,
  claimed_at timestamptz not null
);
create index tenant_name_user on core.tenant_name (user_id);
