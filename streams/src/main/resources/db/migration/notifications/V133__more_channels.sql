-- Other ways than mail go through the same outbox. Their "recipient" is what their carrier knows: a
-- chat, a browser's subscription.
alter table core.mail add column channel text not null default 'mail';

-- The chat of a user with the platform's bot. A chat is one person's.
create table core.telegram_chat (
  user_id   text        primary key references core.app_user (id) on delete cascade,
  chat      text        not null unique,
  name      text        not null,
  linked_at timestamptz not null
);

-- What links a chat, once and for minutes.
create table core.telegram_code (
  user_id    text        primary key references core.app_user (id) on delete cascade,
  hash       bytea       not null unique,
  expires_at timestamptz not null
);

-- A browser that notifications are pushed to while its session lasts. The address is sealed: whoever
-- knows it can send there.
create table core.push_subscription (
  id            text        primary key,
  user_id       text        not null references core.app_user (id) on delete cascade,
  family        text        not null unique references core.session (family) on delete cascade,
  endpoint_hash bytea       not null unique,
  sealed        bytea       not null,
  created_at    timestamptz not null
);
create index push_subscription_user_idx on core.push_subscription (user_id);
