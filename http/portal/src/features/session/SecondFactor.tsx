import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Challenge, SignInAnswer } from '../../app/session';

interface Props extends Challenge {
  onSignedIn: (answer: SignInAnswer) => void;
  onCancel: () => void;
}

/** The second step of signing in. */
export function SecondFactor({ onCancel }: Props) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Text>{t('signIn.secondFactor')}</Text>
      <Button variant="default" onClick={onCancel}>
        {t('signIn.back')}
      </Button>
    </Stack>
  );
}
