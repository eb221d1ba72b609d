// Builds the portal for Maven: installs what the lock file says and runs Vite, each only when
// something it reads has changed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const portal = fileURLToPath(new URL('portal', import.meta.url));
const IGNORED = new Set(['node_modules', 'dist', 'dev']);

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    ...readdirSync(path)
      .filter((name) => !IGNORED.has(name))
      .map((name) => newest(join(path, name))),
    0,
  );
}

function isNewer(output, input) {
  const file = join(portal, output);
  return existsSync(file) && statSync(file).mtimeMs >= newest(join(portal, input));
}

function npm(...args) {
  console.log(`portal: npm ${args.join(' ')}`);
  const { status, error } = spawnSync('npm', args, {
    cwd: portal,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) {
    console.error(`portal: npm cannot be run (${error.message}); install Node 20.19 or newer`);
  }
  if (status !== 0) process.exit(status ?? 1);
}

if (!isNewer('node_modules/.package-lock.json', 'package-lock.json')) {
  npm('ci', '--prefer-offline');
}
if (isNewer('dist/index.html', '.')) {
  console.log('portal: up to date');
} else {
  npm('run', 'build');
}
