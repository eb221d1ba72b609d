-- Who a tenant is on invoices, as it says itself.
create table core.billing_party (
  tenant text primary key,
  party  text not null
);
