import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * The text for a value that came from the server. One that this version does not know is shown as
 * it is, made readable, rather than as a missing key.
 */
export function useLabel(): (group: string, value: string, otherwise?: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (group, value, otherwise = value.replace(/[_-]+/g, ' ')) => {
      const key = `${group}.${value}`;
      return i18n.exists(key) ? (t as (k: string) => string)(key) : otherwise;
    },
    [t, i18n],
  );
}
