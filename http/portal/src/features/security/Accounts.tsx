import { Button, Group, Stack, Text } from '@mantine/core';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Lazily } from '../../ui/Lazily';
import { Time } from '../../ui/Time';
import { ProviderIcon } from './ProviderIcon';
import { type Account } from './queries';
import { Section } from './Section';

const LinkAccount = lazy(() => import('./LinkAccount'));
const UnlinkAccount = lazy(() => import('./UnlinkAccount'));

/** Accounts elsewhere that sign this person in. */
export function Accounts(props: { accounts: Account[]; password: boolean }) {
  const { t } = useTranslation('security');
  const [chosen, setChosen] = useState<Account>();
  const [opened, setOpened] = useState(false);
  const choose = (account: Account) => {
    setChosen(account);
    setOpened(true);
  };
  const Dialog = chosen?.linkedAt ? UnlinkAccount : LinkAccount;
  return (
    <Section title={t('accounts.title')} lead={t('accounts.lead')}>
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {props.accounts.map((a) => (
          <Group component="li" key={a.provider} wrap="nowrap" gap="sm">
            <ProviderIcon provider={a.provider} />
            <div style={{ flex: 1, minWidth: 0 }}>
              <Text fw={600} size="sm">
                {a.name}
              </Text>
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {a.linkedAt ? (
                  <>
                    {a.email && <bdi>{a.email}</bdi>}
                    {a.email && ' · '}
                    {t('accounts.linked')} <Time at={a.linkedAt} />
                  </>
                ) : (
                  t('accounts.notLinked')
                )}
              </Text>
            </div>
            {a.linkedAt ? (
              <Button
                size="xs"
                variant="default"
                aria-label={t('accounts.unlinkName', { name: a.name })}
                onClick={() => choose(a)}
              >
                {t('accounts.unlink')}
              </Button>
            ) : (
              <Button
                size="xs"
                variant="default"
                aria-label={t('accounts.linkName', { name: a.name })}
                onClick={() => choose(a)}
              >
                {t('accounts.link')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      <Lazily when={opened}>
        {chosen && (
          <Dialog
            opened={opened}
            account={chosen}
            password={props.password}
            onClose={() => setOpened(false)}
          />
        )}
      </Lazily>
    </Section>
  );
}
