-- Which invoice a payment was counted on: whoever gives it back finds the invoice by it.
create table core.invoiced_payment (
  tenant  text not null,
  payment text not null,
  invoice text not null,
  primary key (tenant, payment)
);
