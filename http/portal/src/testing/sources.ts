/** Every source file of the application by path, tests left out. */
const all = import.meta.glob<string>('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const sources = Object.entries(all).filter(
  ([path]) => !/\.test\.|\/testing\/|\/generated\//.test(path) && !path.startsWith('./'),
);
