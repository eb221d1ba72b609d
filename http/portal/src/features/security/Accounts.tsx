import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { Lazily } from '../../ui/Lazily';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Time } from '../../ui/Time';
import { ProviderIcon } from './ProviderIcon';
import { securityQuery, type Account } from './queries';
import { Section } from './Section';

const LinkAccount = lazy(() => import('./LinkAccount'));

/** Accounts elsewhere that sign this person in. */
export function Accounts(props: { accounts: Account[]; password: boolean }) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const [linking, setLinking] = useState<Account>();
  const [opened, setOpened] = useState(false);
  const link = (account: Account) => {
    setLinking(account);
    setOpened(true);
  };
  const unlink = useMutation({
    mutationFn: (provider: string) =>
      done(api.DELETE('/api/v1/me/accounts/{provider}', { params: { path: { provider } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: securityQuery.queryKey }),
  });
  return (
    <Section title={t('accounts.title')} lead={t('accounts.lead')}>
      <ProblemAlert error={unlink.error} />
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
                loading={unlink.isPending && unlink.variables === a.provider}
                onClick={() => unlink.mutate(a.provider)}
              >
                {t('accounts.unlink')}
              </Button>
            ) : (
              <Button
                size="xs"
                variant="default"
                aria-label={t('accounts.linkName', { name: a.name })}
                onClick={() => link(a)}
              >
                {t('accounts.link')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      <Lazily when={opened}>
        {linking && (
          <LinkAccount
            opened={opened}
            account={linking}
            password={props.password}
            onClose={() => setOpened(false)}
          />
        )}
      </Lazily>
    </Section>
  );
}
