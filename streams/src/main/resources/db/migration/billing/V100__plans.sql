-- What plans contain. A version is never changed: publishing adds one, and who has subscribed keeps
-- the version they chose. limits and features are JSON.
create table core.plan_version (
  plan         text        not null,
  version      int         not null,
  name         text        not null,
  price_minor  bigint      not null,
  currency     text        not null,
  limits       text        not null,
  features     text        not null,
  overage      boolean     not null,
  published_at timestamptz not null,
  published_by text        not null,
  primary key (plan, version)
);

insert into core.plan_version
  (plan, version, name, price_minor, currency, limits, features, overage, published_at, published_by)
values
  ('free', 1, 'Free', 0, 'INR',
   '{"agents":1,"channels":2,"seats":2,"contacts":500,"creditsPerMonth":100,"tokensPerMonth":100000}',
   '["lead-responder"]', false, now(), 'system'),
  ('starter', 1, 'Starter', 299900, 'INR',
   '{"agents":8,"channels":4,"seats":5,"contacts":5000,"creditsPerMonth":1000,"tokensPerMonth":500000}',
   '["lead-responder","client-researcher","context-file-writer","blog-writer","social-post-writer","gbp-post-writer","email-writer","review-response-writer"]',
   false, now(), 'system'),
  ('growth', 1, 'Growth', 799900, 'INR',
   '{"agents":18,"channels":10,"seats":15,"contacts":25000,"creditsPerMonth":3000,"tokensPerMonth":1000000}',
   '["lead-responder","client-researcher","context-file-writer","blog-writer","social-post-writer","gbp-post-writer","email-writer","review-response-writer","competitor-analyst","strategy-writer","activity-planner","social-calendar-planner","blog-faq-writer","seo-optimizer","social-post-designer","landing-page-writer","keyword-researcher","insights-analyst"]',
   false, now(), 'system'),
  ('pro', 1, 'Pro', 1999900, 'INR',
   '{"agents":26,"channels":50,"seats":50,"contacts":250000,"creditsPerMonth":10000,"tokensPerMonth":2000000}',
   '["lead-responder","client-researcher","context-file-writer","blog-writer","social-post-writer","gbp-post-writer","email-writer","review-response-writer","competitor-analyst","strategy-writer","activity-planner","social-calendar-planner","blog-faq-writer","seo-optimizer","social-post-designer","landing-page-writer","keyword-researcher","insights-analyst","backlink-researcher","backlink-outreach-writer","ai-visibility-monitor","report-writer","campaign-brief-writer","ads-writer","ads-optimizer","content-repurposer"]',
   true, now(), 'system');
