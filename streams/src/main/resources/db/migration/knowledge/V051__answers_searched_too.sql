-- People also use the words of the answer: "do you take cards" for "how can I pay".
alter table core.knowledge_item add column full_embedding real[] not null default '{}';
