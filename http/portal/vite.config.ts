/// <reference types="vitest/config" />
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
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

export default defineConfig({
  plugins: [react(), colorSchemeScript()],
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
  },
});
