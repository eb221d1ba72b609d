/// <reference types="vitest/config" />
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const api = process.env.PORTAL_API ?? 'http://localhost:8080';

/**
 * Loads the colour scheme before the first paint from a file of its own: the content security
 * policy forbids inline scripts, and a module would run after the page has flashed.
 */
function colorSchemeScript(): Plugin {
  const source = readFileSync(new URL('src/boot/color-scheme.js', import.meta.url), 'utf8');
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
  let src = '/src/boot/color-scheme.js';
  return {
    name: 'color-scheme-script',
    configResolved(config) {
      if (config.command === 'build') src = `/assets/color-scheme-${hash}.js`;
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: src.slice(1), source });
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src }, injectTo: 'head-prepend' }],
  };
}

const stylesOf = (component: string) => `@mantine/core/styles/${component}.css`;

/** What a component's styles build on, or what it renders without being asked. */
const builtOn: Record<string, string[]> = {
  Checkbox: ['InlineInput'],
  Drawer: ['Overlay', 'ModalBase'],
  Menu: ['Popover'],
  Modal: ['Overlay', 'ModalBase'],
  NativeSelect: ['Input'],
  PasswordInput: ['Input'],
  SegmentedControl: ['FloatingIndicator'],
  Select: ['Input', 'ScrollArea', 'Popover', 'Combobox'],
  Switch: ['InlineInput'],
  Textarea: ['Input'],
  TextInput: ['Input'],
};

/**
 * Loads the styles of a Mantine component with the code that uses it, unless every page needs
 * them: all of them together would be a tenth of the first load.
 */
function mantineStyles(): Plugin {
  const always = readFileSync(new URL('src/app/mantineStyles.ts', import.meta.url), 'utf8');
  const later = (component: string) =>
    existsSync(new URL(`node_modules/${stylesOf(component)}`, import.meta.url)) &&
    !always.includes(`/${component}.css`);
  return {
    name: 'mantine-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/.*\.tsx$/.test(id)) return;
      const used = [...code.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)]
        .flatMap((m) => m[1]!.split(','))
        .map((name) => name.trim())
        .flatMap((name) => [...(builtOn[name] ?? []), name])
        .filter((name) => /^[A-Z]\w+$/.test(name) && later(name));
      if (used.length === 0) return;
      // Before the file's own imports, so that its styles win; in one line, to keep the line numbers.
      const imports = [...new Set(used)].map((name) => `import '${stylesOf(name)}';`).join('');
      return { code: imports + code, map: null };
    },
  };
}

export default defineConfig({
  plugins: [mantineStyles(), react(), colorSchemeScript()],
  build: {
    target: 'es2022',
    manifest: true,
    // Data URIs would need wider content security policies, and hashed files cache better.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { '/api': api, '/live': { target: api, ws: true } },
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    // Many builds may share the machine.
    testTimeout: 60_000,
  },
});
