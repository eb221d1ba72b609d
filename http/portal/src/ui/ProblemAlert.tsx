import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem';
import { useMay } from '../app/session';
import { ButtonLink } from './links';
import { useProblemText } from './problemText';

export function ProblemAlert(props: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { error, onRetry } = props;
  if (!error) return null;
  const problem = asProblem(error);
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />}>
      <Group justify="space-between" gap="xs">
        <span>{problemText(problem)}</span>
        {onRetry && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
        {problem.code === 'plan_limit' && <Plans />}
        {problem.code === 'sign_in_again' && <SignInAgain />}
      </Group>
    </Alert>
  );
}

/** To a fresh sign-in, and back to this page. */
function SignInAgain() {
  const { t } = useTranslation();
  const redirect = useLocation({ select: (location) => location.href });
  return (
    <ButtonLink to="/sign-in" search={{ redirect }} size="compact-sm" variant="default">
      {t('problem.signInAgain')}
    </ButtonLink>
  );
}

/** Where more can be had, for those who may choose. */
function Plans() {
  const { t } = useTranslation();
  return useMay('billing.manage') ? (
    <ButtonLink to="/settings/billing" size="compact-sm" variant="default">
      {t('problem.plans')}
    </ButtonLink>
  ) : null;
}
