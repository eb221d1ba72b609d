-- Browsers that a user has signed in on, by a cookie of theirs: whoever signs in on another is told.
create table core.known_device (
  user_id text        not null references core.app_user (id) on delete cascade,
  hash    bytea       not null,
  seen_at timestamptz not null,
  primary key (user_id, hash)
);
