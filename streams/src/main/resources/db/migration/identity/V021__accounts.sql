-- Who belongs to which tenant, as what; somebody may belong to many.
create table core.membership (
  tenant    text        not null,
  user_id   text        not null references core.app_user (id) on delete cascade,
  role      text        not null,
  joined_at timestamptz not null,
  primary key (user_id, tenant)
);

create index membership_tenant_idx on core.membership (tenant);

insert into core.membership (tenant, user_id, role, joined_at)
  select tenant, id, role, created_at from core.app_user where tenant is not null;

alter table core.app_user
  -- Of users who run the platform: what they may do outside of any tenant.
  add column platform_role text,
  add column verified_at   timestamptz,
  add column disabled_at   timestamptz,
  add column language      text not null default 'en',
  add column time_zone     text not null default '',
  add column avatar        text not null default '',
  -- Made by the demo: the only accounts that it may use.
  add column demo          boolean not null default false,
  -- Where the next session starts.
  add column last_tenant   text,
  -- Null for users who sign in elsewhere only.
  alter column password_hash drop not null;

update core.app_user
  set verified_at = created_at,
      last_tenant = tenant,
      platform_role = case when tenant is null then role end;

alter table core.app_user drop column tenant, drop column role;

-- One row per device that was signed in on: the family of its refresh tokens, of which the last one
-- counts and the one before for a moment longer.
create table core.session (
  family        text        primary key,
  user_id       text        not null references core.app_user (id) on delete cascade,
  tenant        text,
  -- Of an operator who acts for a tenant: who they are, as what they act, and how long they may.
  impersonator  text,
  role          text,
  acts_until    timestamptz,
  method        text        not null,
  refresh_hash  bytea       not null,
  previous_hash bytea,
  rotated_at    timestamptz not null,
  user_agent    text        not null,
  address       text        not null,
  created_at    timestamptz not null,
  last_seen_at  timestamptz not null,
  expires_at    timestamptz not null,
  ended_at      timestamptz,
  -- signed_out, elsewhere, reset, reuse, removed, disabled, role
  end_reason    text
);

create index session_user_idx on core.session (user_id) where ended_at is null;

-- Mailed links. Only their hashes are kept, so that a dump of this table opens nothing.
create table core.mailed_link (
  hash       bytea       primary key,
  purpose    text        not null,
  user_id    text        not null references core.app_user (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);

create index mailed_link_user_idx on core.mailed_link (user_id, purpose, created_at);

-- Wrong passwords and codes, by whom they were tried on (an address, which may be nobody's, or a user)
-- and where they came from (a source, a device, a session).
create table core.failed_sign_in (
  subject_hash bytea       not null,
  origin_hash  bytea       not null,
  lockout      text        not null,
  expires_at   timestamptz not null,
  primary key (subject_hash, origin_hash)
);

create index failed_sign_in_expires_idx on core.failed_sign_in (expires_at);
