create table invoice (
  tenant     text        not null,
  id         text        not null,
  status     text        not null,
  overdue    boolean     not null,
  failed     boolean     not null,
  origin     text        not null,
  subject    text        not null,
  number     text,
  issued_on  date,
  due_on     date,
  buyer      text,
  taxable    bigint      not null,
  total      bigint      not null,
  open       bigint      not null,
  created_at timestamptz not null,
  -- The whole invoice, as its own rules read its events.
  state      text        not null,
  primary key (tenant, id)
) with (fillfactor = 85);

-- Newest first, page by page: of a tenant, and of all.
create index invoice_created on invoice (tenant, created_at desc, id desc);
create index invoice_created_all on invoice (created_at desc, id desc);
create index invoice_issued on invoice (issued_on) where number is not null;
create index invoice_due on invoice (due_on) where status = 'ISSUED' and not overdue;

-- Credits spent past the allowance, to be billed at the end of the month they were spent in.
create table overage (
  tenant      text   not null,
  entry       text   not null,
  month       date   not null,
  credit_type text   not null,
  credits     bigint not null,
  paise       bigint not null,
  primary key (tenant, entry)
);
create index overage_month on overage (month, tenant);
