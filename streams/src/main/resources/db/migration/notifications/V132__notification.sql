-- What somebody was told: one row per event, type and person, whichever ways it went. The row is
-- what makes sure that nobody is told twice.
create table core.notification (
  id          text        primary key,
  recipient   text        not null,
  tenant      text        not null,
  type        text        not null,
  title       text        not null,
  body        text        not null,
  link        text        not null,
  at          timestamptz not null,
  -- Whether it is in the bell; it may have gone by mail alone.
  bell        boolean     not null,
  read_at     timestamptz,
  -- Waits for its reader's daily summary.
  in_digest   boolean     not null default false,
  digested_at timestamptz
);
create index notification_bell_idx on core.notification (recipient, at desc, id) where bell;
create index notification_unread_idx on core.notification (recipient) where bell and read_at is null;
create index notification_digest_idx on core.notification (recipient)
  where in_digest and digested_at is null;

-- Only what somebody has chosen; the type's own default otherwise.
create table core.notification_choice (
  user_id text    not null,
  type    text    not null,
  channel text    not null,
  enabled boolean not null,
  primary key (user_id, type, channel)
);

-- Quiet hours and digest as somebody has chosen them; their tenant's default without a row.
create table core.notification_rhythm (
  user_id    text    primary key,
  quiet_from time,
  quiet_to   time,
  digest     boolean not null,
  digest_at  time    not null
);
