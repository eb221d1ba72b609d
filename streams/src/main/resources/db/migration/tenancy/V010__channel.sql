-- A tenant's connections to providers. The secrets are sealed together (Tink), so that a dump of
-- this table gives nobody access to anything.
create table core.channel (
  tenant       text        not null,
  id           text        not null,
  kind         text        not null,
  name         text        not null,
  endpoint_key text        not null unique,
  external_id  text,
  ai_replies   boolean     not null,
  region       text        not null,
  secrets      bytea       not null,
  created_at   timestamptz not null default now(),
  primary key (tenant, id),
  unique (kind, external_id)
);
