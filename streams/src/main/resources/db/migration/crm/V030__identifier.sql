-- Who is behind a phone number, an e-mail address or a provider's user id: this table decides who is
-- one person, the Contact entity keeps what is known of them.
create table core.identifier (
  tenant   text    not null,
  kind     text    not null,
  value    text    not null,
  contact  text    not null,
  -- The name that was given with it, to tell people apart who share it.
  name     text,
  -- Used by the contact, but standing for another one.
  shared   boolean not null default false,
  -- The number in whose place the provider put this one.
  replaced text,
  primary key (tenant, kind, value, contact)
);
create unique index identifier_owner_idx on core.identifier (tenant, kind, value) where not shared;
create index identifier_contact_idx on core.identifier (tenant, contact);
