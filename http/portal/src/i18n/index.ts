import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './locales/en.json';

export const defaultLanguage = 'en';

/** The catalogues that exist; the tests hold each to the keys of the English one. */
export const catalogues: Record<string, typeof en> = { en };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
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

export async function startI18n(wanted: readonly string[] = navigator.languages): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: pickLanguage(wanted),
    fallbackLng: defaultLanguage,
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([lng, translation]) => [lng, { translation }]),
    ),
    // React escapes by itself.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const lng = i18next.language;
  document.documentElement.lang = lng;
  document.documentElement.dir = i18next.dir(lng);
}

export { i18next };
