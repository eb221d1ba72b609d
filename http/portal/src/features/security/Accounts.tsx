import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { lastError } from '../../ui/lastError';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Time } from '../../ui/Time';
import { leave } from './journey';
import { ProviderIcon } from './ProviderIcon';
import { securityQuery, type Account } from './queries';
import { Section } from './Section';

/** Accounts elsewhere that sign this person in. */
export function Accounts(props: { accounts: Account[] }) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const link = useMutation({
    mutationFn: (provider: string) =>
      body(api.POST('/api/v1/me/accounts/{provider}', { params: { path: { provider } } })),
    onSuccess: (departure) => leave(departure, { purpose: 'link' }),
  });
  const unlink = useMutation({
    mutationFn: (provider: string) =>
      done(api.DELETE('/api/v1/me/accounts/{provider}', { params: { path: { provider } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: securityQuery.queryKey }),
  });
  return (
    <Section title={t('accounts.title')} lead={t('accounts.lead')}>
      <ProblemAlert error={lastError(link, unlink)} />
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
                loading={link.isPending && link.variables === a.provider}
                onClick={() => link.mutate(a.provider)}
              >
                {t('accounts.link')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
