// Fails when the first load of any page (document, scripts, styles; gzipped) is over the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 250;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const gzipped = (file) => gzipSync(readFileSync(new URL(file, dist))).length;

/** Everything a chunk cannot start without. */
function closure(key, seen = new Set(), files = new Set()) {
  if (seen.has(key)) return files;
  seen.add(key);
  const chunk = manifest[key];
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const dependency of chunk.imports ?? []) closure(dependency, seen, files);
  return files;
}

const entry = Object.keys(manifest).find((k) => manifest[k].isEntry);
// What stands around every signed-in page, at once or a moment later.
const frame = [
  'src/app/shell/Shell.tsx',
  'src/features/notifications/Bell.tsx',
  'src/features/business/AccountBanner.tsx',
  'src/features/settings/SettingsLayout.tsx',
];
const pages = Object.keys(manifest).filter((k) => k.endsWith('Page.tsx'));
let failed = pages.length === 0;
for (const page of pages) {
  const signedIn = !page.includes('SignIn');
  const files = new Set(['index.html']);
  for (const key of [entry, page, ...(signedIn ? frame : [])]) {
    for (const file of closure(key)) files.add(file);
  }
  const kb = [...files].reduce((sum, file) => sum + gzipped(file), 0) / 1000;
  const over = kb > BUDGET_KB;
  failed ||= over;
  console.log(`${over ? 'OVER' : 'ok  '} ${kb.toFixed(1).padStart(6)} kB  ${page}`);
}
console.log(`budget ${BUDGET_KB} kB gzipped per first load`);
process.exit(failed ? 1 : 0);
