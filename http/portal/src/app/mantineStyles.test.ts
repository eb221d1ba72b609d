import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sources } from '../testing/sources';

const available = new Set(
  readdirSync('node_modules/@mantine/core/styles').map((f) => f.replace(/\.css$/, '')),
);
const imported = new Set(
  sources
    .flatMap(([, s]) => [...s.matchAll(/@mantine\/core\/styles\/([\w-]+)\.css/g)])
    .map((m) => m[1]!),
);
const used = new Set(
  sources
    .flatMap(([, s]) => [...s.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)])
    .flatMap((m) => m[1]!.split(',').map((name) => name.trim())),
);

it('has the styles of every component in use', () => {
  const missing = [...used].filter((c) => available.has(c) && !imported.has(c));
  expect(used.size).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});
