-- Every node looks up which tenants are erased, again and again: their entities are closed.
create index tenant_erased on core.tenant (id) where state = 'erased';
