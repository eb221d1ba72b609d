-- Accounts elsewhere that sign a user in. A person is known by issuer and subject, never by address.
create table core.linked_account (
  provider  text not null,
  issuer    text not null,
  subject   text not null,
  user_id   text not null,
  email     text,
  linked_at timestamptz not null,
  primary key (issuer, subject),
  unique (user_id, provider)
);
