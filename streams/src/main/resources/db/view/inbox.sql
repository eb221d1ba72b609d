create table conversation (
  tenant           text        not null,
  id               text        not null,
  channel          text        not null,
  channel_kind     text        not null,
  contact          text        not null,
  address          text        not null,
  name             text,
  opened_at        timestamptz not null,
  last_text        text        not null,
  last_message     text,
  last_at          timestamptz not null,
  last_direction   text        not null,
  last_in_at       timestamptz,
  unread           int         not null,
  owner            text        not null,
  attention        boolean     not null,
  attention_reason text,
  priority         smallint    not null default 0,
  pending          text,
  -- Why it is kept apart; null where it is not.
  spam             jsonb,
  primary key (tenant, id)
) with (fillfactor = 80);

-- The list and its filters, newest first, page by page. Updates move rows in these, so they are few.
create index conversation_last on conversation (tenant, last_at desc, id desc);
create index conversation_attention on conversation (tenant, priority desc, last_at desc, id desc)
  where attention;
create index conversation_spam on conversation (tenant, last_at desc, id desc)
  where spam is not null;
-- Whether a lead or contact is of spam only.
create index conversation_contact on conversation (tenant, contact);

create table message (
  tenant       text        not null,
  conversation text        not null,
  id           text        not null,
  seq          bigint      not null,
  direction    text        not null,
  author       text        not null,
  author_name  text,
  text         text        not null,
  kind         text        not null,
  -- Gone when the message was deleted by its author.
  content      jsonb,
  context      jsonb,
  -- One emoji for each author.
  reactions    jsonb       not null default '{}',
  edited_at    timestamptz,
  deleted      boolean     not null default false,
  at           timestamptz not null,
  status       text        not null,
  status_at    timestamptz not null,
  error        text,
  ai           text,
  -- How an outgoing message travels; a form's answers go by another channel.
  via          text,
  via_address  text,
  primary key (tenant, conversation, seq)
) with (fillfactor = 90);

create unique index message_id on message (tenant, conversation, id);
