-- The last number given out in each series and financial year. Its row is the lock under which the
-- next one is taken, in the same transaction that keeps who got it: so there are no gaps.
create table core.invoice_series (
  series  text    not null,
  year    text    not null,
  last    bigint  not null,
  last_on date    not null,
  primary key (series, year)
);

-- Whoever asks again for the same document gets the same number and date.
create table core.invoice_number (
  document text   primary key,
  series   text   not null,
  year     text   not null,
  number   bigint not null,
  on_date  date   not null,
  unique (series, year, number)
);
