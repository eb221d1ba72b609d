/** The texts of the features that are loaded with their pages: locales/<language>/<name>.json. */
export interface Namespaces {
  jobs: typeof import('./locales/en/jobs.json');
  settings: typeof import('./locales/en/settings.json');
}
