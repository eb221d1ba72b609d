-- Logos of tenants and pictures of people, as they are shown: small, and drawn anew by us. A person's
-- belong to the tenant "platform", as the person does.
create table core.picture (
  tenant     text        not null,
  owner      text        not null,
  id         text        not null,
  png        bytea       not null,
  updated_at timestamptz not null,
  primary key (tenant, owner)
);
create index picture_id on core.picture (id);
