import { Badge, Button, Group, Text } from '@mantine/core';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Lazily } from '../../ui/Lazily';
import { Time } from '../../ui/Time';
import type { Security } from './queries';
import { Section } from './Section';

const SetUpTwoStep = lazy(() => import('./SetUpTwoStep'));
const RenewCodes = lazy(() => import('./RenewCodes'));
const TurnTwoStepOff = lazy(() => import('./TurnTwoStepOff'));

/** How few are left before it is worth a word. */
const few = 3;

export function TwoStep(props: { security: Security }) {
  const { t } = useTranslation('security');
  const { twoStepSince, backupCodes, password } = props.security;
  const [opened, setOpened] = useState<'set-up' | 'codes' | 'off'>();
  const close = () => setOpened(undefined);
  return (
    <Section
      title={t('twoStep.title')}
      lead={t('twoStep.lead')}
      badge={
        <Badge variant="light" color={twoStepSince ? 'teal' : 'gray'}>
          {t(twoStepSince ? 'twoStep.on' : 'twoStep.off')}
        </Badge>
      }
      actions={
        !twoStepSince && <Button onClick={() => setOpened('set-up')}>{t('twoStep.setUp')}</Button>
      }
    >
      {twoStepSince && (
        <>
          <Text size="sm">
            {t('twoStep.since')} <Time at={twoStepSince} />
          </Text>
          <Text size="sm" c={backupCodes <= few ? 'red' : undefined}>
            {t('twoStep.codesLeft', { count: backupCodes })}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={() => setOpened('codes')}>
              {t('twoStep.renew')}
            </Button>
            <Button variant="default" onClick={() => setOpened('off')}>
              {t('twoStep.turnOff')}
            </Button>
          </Group>
        </>
      )}
      <Lazily when={opened === 'set-up'}>
        <SetUpTwoStep opened={opened === 'set-up'} password={password} onClose={close} />
      </Lazily>
      <Lazily when={opened === 'codes'}>
        <RenewCodes opened={opened === 'codes'} password={password} onClose={close} />
      </Lazily>
      <Lazily when={opened === 'off'}>
        <TurnTwoStepOff opened={opened === 'off'} password={password} onClose={close} />
      </Lazily>
    </Section>
  );
}
