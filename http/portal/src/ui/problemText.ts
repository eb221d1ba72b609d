import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';

/** What went wrong and what to do about it, in the reader's words. */
export function useProblemText(): (problem: Problem) => string {
  const { t } = useTranslation();
  return useCallback(
    (problem) => {
      if (problem.code === 'bad_credentials') return t('signIn.bad_credentials');
      if (problem.code === 'unreachable') return t('problem.unreachable');
      if (problem.status >= 500) return t('problem.server');
      if (problem.message) return problem.message;
      switch (problem.status) {
        case 403:
          return t('problem.forbidden');
        case 404:
          return t('problem.notFound');
        case 429:
          return t('problem.tooMany');
        default:
          return t('problem.other', { code: problem.code });
      }
    },
    [t],
  );
}
