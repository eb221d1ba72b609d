-- Who did what to which thing, when and from where. Rows are added and never changed: not by the
-- product, and not by anybody who has no more rights than the product's own database user.
create table core.audit (
  id           text        primary key,
  at           timestamptz not null,
  -- Null for what belongs to no tenant.
  tenant       text,
  actor        text        not null,
  actor_name   text,
  -- The user of the platform who worked within the tenant, if one did.
  impersonator text,
  action       text        not null,
  target       text,
  outcome      text        not null,
  address      text,
  request      text,
  -- JSON: what changed, with secrets left out.
  changes      text        not null
);
create index audit_tenant_idx on core.audit (tenant, at desc, id desc);
create index audit_at_idx on core.audit (at desc, id desc);

create function core.refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'core.audit is append-only' using errcode = 'insufficient_privilege';
end;
$$;

create trigger audit_is_append_only before update or delete or truncate on core.audit
  for each statement execute function core.refuse_change_of_audit();
