-- What is known of a tenant, folded from its events up to seq. State, name and time stand beside it
-- for lists; a tenant from before the life cycle is active.
alter table core.tenant
  add column facts         text,
  add column state         text        not null default 'active',
  add column name          text        not null default '',
  add column industry      text        not null default '',
  add column registered_at timestamptz not null default now();
update core.tenant set
  facts = json_build_object('profile', profile::json)::text,
  name = coalesce(profile::json ->> 'name', ''),
  industry = coalesce(profile::json ->> 'industry', '');
alter table core.tenant
  alter column facts set not null,
  drop column profile;
create index tenant_newest on core.tenant (registered_at desc, id);
