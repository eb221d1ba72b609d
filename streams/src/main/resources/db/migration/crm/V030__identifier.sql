-- Who is behind a phone number, an e-mail address or a provider's user id. Rows are only ever
-- added: this table decides who is one person, the Contact entity keeps what is known of them.
create table core.identifier (
  tenant  text not null,
  kind    text not null,
  value   text not null,
  contact text not null,
  primary key (tenant, kind, value)
);
create index identifier_contact_idx on core.identifier (tenant, contact);
