create table core.app_user (
  id            text primary key,
  -- Null for users of the platform.
  tenant        text,
  email         text not null,
  name          text not null,
  role          text not null,
  password_hash text not null,
  created_at    timestamptz not null default now()
);

-- E-mail addresses are compared without case.
create unique index app_user_email_idx on core.app_user (lower(email));

-- Tokens that are not to be accepted any more, and live tickets that have been used; of no use once
-- they have expired by themselves.
create table core.revoked_session (
  id         text primary key,
  expires_at timestamptz not null
);

create index revoked_session_expires_idx on core.revoked_session (expires_at);

-- Keys that tokens are signed with, encrypted by the keyset of leadmetrics.secrets.
create table core.signing_key (
  id         text primary key,
  sealed     bytea not null,
  created_at timestamptz not null default now()
);
