import { describe, expect, it } from 'vitest';
import {
  conversationViews,
  deadLetterStates,
  leadScores,
  leadStatuses,
  qualificationFields,
} from '../api/model';
import { sources } from '../testing/sources';
import { catalogues, pickLanguage } from '.';

type Tree = { [key: string]: string | Tree };

function keysOf(tree: Tree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

const english = keysOf(catalogues.en as unknown as Tree);
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');
const known = new Set(english.map(withoutPlural));
const text = sources.map(([, source]) => source).join('\n');
/** The code that uses the core catalogue alone. */
const core = sources.map(([, source]) => source).filter((s) => !/useTranslation\('/.test(s)).join('\n');

const quoted = new Set([...text.matchAll(/['"]([\w-]+(?:\.[\w-]+)+)['"]/g)].map((m) => m[1]!));
const direct = [...core.matchAll(/\bt\(\s*'([^']+)'/g)].map((m) => m[1]!);
/** Groups that keys are computed in: t(`group.${x}`), label('group', x). */
const groups = [
  ...[...core.matchAll(/t\(`([\w.-]+)\.\$\{/g)].map((m) => m[1]!),
  ...[...text.matchAll(/label\('([\w.-]+)',/g)].map((m) => m[1]!),
];

it('finds the keys in the code', () => {
  expect(sources.length).toBeGreaterThan(40);
  expect(direct.length).toBeGreaterThan(80);
  expect(groups.length).toBeGreaterThan(10);
});

it('has every key the code uses', () => {
  expect(direct.filter((k) => !known.has(k))).toEqual([]);
});

it('has a group for every computed key', () => {
  expect(groups.filter((g) => ![...known].some((k) => k.startsWith(`${g}.`)))).toEqual([]);
});

it('has no key that nothing uses', () => {
  const unused = [...known].filter(
    (k) => !quoted.has(k) && !groups.some((g) => k.startsWith(`${g}.`)),
  );
  expect(unused).toEqual([]);
});

describe('values that come from the server', () => {
  const expected = {
    'inbox.view': conversationViews,
    'inbox.owner': ['ai', 'human'],
    'inbox.channel': ['whatsapp', 'web-form'],
    'inbox.thread.author': ['customer', 'ai', 'human'],
    delivery: ['received', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'dropped'],
    'delivery.explain': ['failed', 'unknown', 'dropped'],
    'leads.status': leadStatuses,
    'leads.score': leadScores,
    'leads.qualification': qualificationFields,
    'deadLetters.state': deadLetterStates,
    'inbox.ai.actions': ['none', 'ask', 'qualified', 'book', 'escalate', 'end'],
    'inbox.reason': ['asked_for_person', 'ai_asked', 'low_confidence', 'wants_to_book', 'model_failed', 'no_credits', 'token_budget', 'not_in_plan', 'contact_limit', 'delivery_failed', 'delivery_unknown', 'emergency', 'urgent_help', 'complaint', 'hot_lead', 'opted_out', 'escalation_trigger', 'no_reply_address', 'window_closed'],
    'inbox.priority': ['high', 'urgent'],
    'leads.history.what': ['lead-opened', 'lead-qualified', 'lead-status-changed'],
    'problem.code': ['bad_credentials', 'forbidden', 'not_found', 'rate_limited', 'unavailable', 'unreachable'],
    'user.role': ['super_admin', 'admin', 'manager', 'agent', 'viewer', 'reviewer', 'client_user', 'newcomer', 'pending_operator'],
  };
  it.each(Object.entries(expected))('have texts: %s', (group, values) => {
    expect(values.filter((v) => !known.has(`${group}.${v}`))).toEqual([]);
  });
});

it.each(Object.keys(catalogues))('the catalogue %s has the keys of the English one', (language) => {
  const keys = keysOf(catalogues[language] as unknown as Tree).map(withoutPlural);
  expect([...new Set(keys)].toSorted()).toEqual([...known].toSorted());
});

it.each(Object.keys(catalogues))('the catalogue %s has every plural form of its language', (language) => {
  const keys = new Set(keysOf(catalogues[language] as unknown as Tree));
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const plural = [...keys].filter((k) => k.endsWith('_other')).map(withoutPlural);
  expect(plural.length).toBeGreaterThan(0);
  expect(plural.flatMap((k) => forms.map((f) => `${k}_${f}`)).filter((k) => !keys.has(k))).toEqual([]);
});

describe('texts that are loaded with their feature', () => {
  const files = import.meta.glob<Tree>('./locales/*/*.json', { eager: true, import: 'default' });
  const namespaces = Object.keys(files)
    .map((f) => /^\.\/locales\/en\/([\w-]+)\.json$/.exec(f)?.[1])
    .filter((n) => n !== undefined);
  const keysIn = (language: string, name: string) =>
    keysOf(files[`./locales/${language}/${name}.json`] ?? {}).map(withoutPlural);
  const using = (name: string) => sources.filter(([, s]) => s.includes(`useTranslation('${name}')`)).map(([, s]) => s);

  it.each(namespaces)('%s: every key the code uses, and no other', (name) => {
    const keys = new Set(keysIn('en', name));
    const code = using(name);
    expect(code.length, `a file with useTranslation('${name}')`).toBeGreaterThan(0);
    const used = code.flatMap((s) => [...s.matchAll(/\bt\(\s*'([^']+)'/g)].map((m) => m[1]!));
    expect(used.filter((k) => !keys.has(k) && !known.has(k))).toEqual([]);
    const groups = code.flatMap((s) => [...s.matchAll(/\bt\(\s*`([\w.-]+)\.\$\{/g)].map((m) => `${m[1]}.`));
    const quoted = (k: string) => text.includes(`'${k}'`) || text.includes(`"${k}"`);
    expect([...keys].filter((k) => !quoted(k) && !groups.some((g) => k.startsWith(g)))).toEqual([]);
  });

  it.each(Object.keys(catalogues))('%s has all of them', (language) => {
    expect(namespaces.filter((n) => keysIn(language, n).join() !== keysIn('en', n).join())).toEqual([]);
  });
});

it('falls back to English', () => {
  expect(pickLanguage(['xx', 'en-GB'])).toBe('en');
  expect(pickLanguage([])).toBe('en');
});
