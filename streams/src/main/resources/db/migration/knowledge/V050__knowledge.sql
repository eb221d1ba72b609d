-- What a business has told us: questions and their approved answers.
create table core.knowledge_item (
  tenant    text    not null,
  id        text    not null,
  -- Where it stands in the tenant's own list.
  rank      integer not null,
  question  text    not null,
  answer    text    not null,
  -- Of the question and the embedding model: an unchanged question is not embedded again.
  hash      text    not null,
  embedding real[]  not null,
  primary key (tenant, id)
);

-- Grows with every change: readers keep a tenant's knowledge in memory until this differs.
create table core.knowledge_version (
  tenant  text   primary key,
  version bigint not null
);
