create table lead (
  tenant         text        not null,
  id             text        not null,
  contact        text        not null,
  conversation   text        not null,
  name           text,
  source         text        not null,
  created_at     timestamptz not null,
  status         text        not null,
  score          text        not null,
  service        text,
  urgency        text,
  budget         text,
  location       text,
  decision_maker text,
  timeline       text,
  primary key (tenant, id)
) with (fillfactor = 85);

-- Newest first, page by page.
create index lead_created on lead (tenant, created_at desc, id desc);
create index lead_contact on lead (tenant, contact);

create table history (
  tenant text        not null,
  lead   text        not null,
  seq    bigint      not null,
  at     timestamptz not null,
  what   text        not null,
  detail text        not null,
  primary key (tenant, lead, seq)
);

create table contact (
  tenant text not null,
  id     text not null,
  name   text,
  opted_out boolean,
  primary key (tenant, id)
);

-- Names of others who wrote under the contact's identifiers.
create table other_name (
  tenant  text not null,
  contact text not null,
  name    text not null,
  primary key (tenant, contact, name)
);

create table identifier (
  tenant  text not null,
  contact text not null,
  kind    text not null,
  value   text not null,
  primary key (tenant, contact, kind, value)
);

-- When a conversation's customer last wrote. Apart from the lead: it changes with every message,
-- and a narrow row without further index is cheap to change.
create table activity (
  tenant       text        not null,
  conversation text        not null,
  at           timestamptz not null,
  primary key (tenant, conversation)
) with (fillfactor = 70);

do $$
begin
  if exists (select 1 from pg_extension where extname = 'pg_trgm') then
    create index contact_name_search on contact using gin (lower(name) public.gin_trgm_ops);
    create index other_name_search on other_name using gin (lower(name) public.gin_trgm_ops);
    create index identifier_search on identifier using gin (value public.gin_trgm_ops);
  end if;
end
$$;

-- The latest ad or post that led a person to write in a conversation.
create table referral (
  tenant       text        not null,
  conversation text        not null,
  at           timestamptz not null,
  referral     jsonb       not null,
  primary key (tenant, conversation)
);
