import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './locales/en.json';
import type { Namespaces } from './namespaces';

export const defaultLanguage = 'en';

/** The catalogues that exist; the tests hold each to the keys of the English one. */
export const catalogues: Record<string, typeof en> = { en };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en } & Namespaces;
  }
}

/** The first of the wanted languages there is a catalogue for, region ignored if need be. */
export function pickLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.split('-')[0] ?? tag;
    if (tag in catalogues) return tag;
    if (base in catalogues) return base;
  }
  return defaultLanguage;
}

type Load = () => Promise<{ default: ResourceKey }>;

const files = import.meta.glob('./locales/*/*.json') as Record<string, Load>;

/** Loads the texts of a feature when its first page is opened: `useTranslation('<feature>')`. */
const lazily: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, namespace, done) => {
    const load = files[`./locales/${language}/${namespace}.json`];
    if (!load) return done(new Error(`no texts ${language}/${namespace}`), false);
    load().then(
      (file) => done(null, file.default),
      (e: Error) => done(e, true),
    );
  },
};

export async function startI18n(wanted: readonly string[] = navigator.languages): Promise<void> {
  await i18next.use(lazily).use(initReactI18next).init({
    lng: pickLanguage(wanted),
    fallbackLng: defaultLanguage,
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([lng, translation]) => [lng, { translation }]),
    ),
    partialBundledLanguages: true,
    // React escapes by itself.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const lng = i18next.language;
  document.documentElement.lang = lng;
  document.documentElement.dir = i18next.dir(lng);
}

export { i18next };
