-- Seeds of authenticator apps, sealed for their user by the keyset of leadmetrics.secrets.
create table core.totp (
  user_id      text primary key,
  sealed       bytea not null,
  -- Null until a first code has proved that the app has the seed.
  confirmed_at timestamptz,
  -- The newest 30 second step a code was taken of: neither it nor an older one is taken again.
  last_step    bigint not null default 0,
  created_at   timestamptz not null default now()
);

-- Hashes only: the codes are shown once.
create table core.backup_code (
  user_id text not null,
  hash    bytea not null,
  primary key (user_id, hash)
);

-- What was asked of a browser or sent along to another site: to be answered once, in time.
create table core.auth_challenge (
  -- SHA-256 of what the caller holds.
  id         bytea primary key,
  kind       text not null,
  sealed     bytea not null,
  expires_at timestamptz not null
);

create index auth_challenge_expires_idx on core.auth_challenge (expires_at);
