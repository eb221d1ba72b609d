-- Whether a channel works, and what its provider calls it. "credentials" counts their replacements:
-- a refusal that came for older ones says nothing about those in use.
alter table core.channel
  add column paused_at      timestamptz,
  add column broken_at      timestamptz,
  add column credentials    int not null default 0,
  add column verified_name  text,
  add column display_number text;
