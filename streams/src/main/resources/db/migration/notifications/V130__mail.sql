-- Mail to be sent. What templates are filled with is sealed: it holds links that let people in.
create table core.mail (
  id           text        primary key,
  tenant       text,
  recipient    text        not null,
  name         text        not null,
  template     text        not null,
  language     text        not null,
  sealed       bytea       not null,
  -- QUEUED, ATTEMPTED (somebody is at it, or was when it crashed), SENT, FAILED, UNKNOWN, SUPPRESSED
  state        text        not null default 'QUEUED',
  attempts     integer     not null default 0,
  created_at   timestamptz not null,
  due_at       timestamptz not null,
  attempted_at timestamptz,
  settled_at   timestamptz,
  error        text
);
create index mail_due_idx on core.mail (due_at) where state = 'QUEUED';
create index mail_attempted_idx on core.mail (attempted_at) where state = 'ATTEMPTED';
create index mail_latest_idx on core.mail (created_at, id);
