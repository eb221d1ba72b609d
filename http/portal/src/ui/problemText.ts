import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { useLabel } from './label';

/** What went wrong and what to do about it, in the reader's words. */
export function useProblemText(): (problem: Problem) => string {
  const { t } = useTranslation();
  const label = useLabel();
  return useCallback(
    (problem) => {
      const own = label('problem.code', problem.code, '');
      if (own) return own;
      if (problem.status >= 500) return t('problem.server');
      // The server's advice is in English, but better than none.
      return problem.message || t('problem.other', { code: problem.code });
    },
    [t, label],
  );
}
