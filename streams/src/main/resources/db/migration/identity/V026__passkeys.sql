create table core.passkey (
  id            text primary key,
  user_id       text not null,
  credential_id bytea not null unique,
  public_key    bytea not null,
  sign_count    bigint not null,
  transports    text not null,
  name          text not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz
);

create index passkey_user_idx on core.passkey (user_id);
