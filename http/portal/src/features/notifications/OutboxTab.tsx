import { Badge, Button, Group, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { oneOf } from '../../api/model';
import { useFormat } from '../../app/format';
import { Choice } from '../../ui/Choice';
import { EmptyState } from '../../ui/EmptyState';
import { PagedListing } from '../../ui/Listing';
import { SearchInput } from '../../ui/SearchInput';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { mailStates, outboxQuery, type MailState, type OutboxMail } from './queries';

const colors: Record<MailState, string> = {
  queued: 'blue',
  attempted: 'blue',
  sent: 'teal',
  failed: 'red',
  unknown: 'orange',
  suppressed: 'gray',
};
const mayRetry: readonly string[] = ['failed', 'unknown', 'suppressed'];

/** What became of each mail. */
export function OutboxTab() {
  const { t } = useTranslation('notifications');
  const search = useSearch({ from: '/signed-in/manage/mail' });
  const navigate = useNavigate();
  const client = useQueryClient();
  const state = oneOf(mailStates, search.outcome);
  const mails = useInfiniteQuery(outboxQuery({ state, to: search.to }));
  const retry = useMutation({
    mutationFn: (id: string) =>
      done(api.POST('/api/v1/manage/mail/outbox/{id}/retry', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['mail-outbox'] }),
  });
  const change = (part: { outcome?: string; to?: string }) =>
    void navigate({ to: '/manage/mail', search: { ...search, ...part }, replace: true });
  return (
    <>
      <Group mb="md" gap="sm">
        <Choice
          aria-label={t('mail.filterState')}
          value={state ?? ''}
          data={[
            { value: '', label: t('mail.any') },
            ...mailStates.map((s) => ({ value: s, label: t(`mail.state.${s}`) })),
          ]}
          onChange={(e) => change({ outcome: e.currentTarget.value || undefined })}
        />
        <SearchInput
          label={t('mail.filterTo')}
          value={search.to ?? ''}
          onChange={(to) => change({ to: to || undefined })}
        />
      </Group>
      <PagedListing
        query={mails}
        problem={retry.error}
        empty={<EmptyState icon={IconMail} title={t('mail.noMail.title')} text={t('mail.noMail.text')} />}
      >
        {(items) => <Mails items={items} busy={retry.isPending} onRetry={(id) => retry.mutate(id)} />}
      </PagedListing>
    </>
  );
}

function Mails(props: { items: OutboxMail[]; busy: boolean; onRetry: (id: string) => void }) {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  return (
    <Table verticalSpacing="sm" horizontalSpacing="md">
      <caption className={table.caption}>{t('mail.tab.outbox')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('mail.column.to')}</Table.Th>
          <Table.Th>{t('mail.column.state')}</Table.Th>
          <Table.Th visibleFrom="md">{t('mail.column.attempts')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('mail.column.created')}</Table.Th>
          <Table.Th>{t('mail.column.action')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.items.map((mail) => (
          <Table.Tr key={mail.id} className={table.row} data-testid="mail" data-state={mail.state}>
            <Table.Td className={table.words}>
              <Text size="sm">{mail.to}</Text>
              <Text size="xs" c="dimmed">
                {mail.channel === 'mail' ? mail.template : `${mail.channel}: ${mail.template}`}
                {mail.tenant && ` · ${mail.tenant}`}
              </Text>
            </Table.Td>
            <Table.Td>
              <State mail={mail} />
            </Table.Td>
            <Table.Td visibleFrom="md">{format.number(mail.attempts)}</Table.Td>
            <Table.Td visibleFrom="sm">
              <Time at={mail.createdAt} />
            </Table.Td>
            <Table.Td>
              {mayRetry.includes(mail.state) && (
                <Button
                  size="xs"
                  variant="default"
                  disabled={props.busy}
                  aria-label={t('mail.retryOf', { to: mail.to })}
                  onClick={() => props.onRetry(mail.id)}
                >
                  {t('mail.retry')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function State({ mail }: { mail: OutboxMail }) {
  const { t } = useTranslation('notifications');
  const state = oneOf(mailStates, mail.state);
  if (!state) return <Badge variant="light">{mail.state}</Badge>;
  return (
    <>
      <Badge color={colors[state]} variant="light" title={t(`mail.explain.${state}`)}>
        {t(`mail.state.${state}`)}
      </Badge>
      {mail.error && (
        <Text size="xs" c="dimmed" maw={320} lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {mail.error}
        </Text>
      )}
    </>
  );
}
