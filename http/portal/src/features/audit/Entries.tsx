import { Badge, Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { useActionText } from './actions';
import type { AuditEntry } from './queries';

/** Lines of the log. */
export function Entries({ items, all }: { items: AuditEntry[]; all: boolean }) {
  const { t } = useTranslation('audit');
  const actionText = useActionText();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <caption className={table.caption}>{t('title')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.at')}</Table.Th>
            <Table.Th>{t('column.actor')}</Table.Th>
            {all && <Table.Th>{t('column.tenant')}</Table.Th>}
            <Table.Th>{t('column.action')}</Table.Th>
            <Table.Th>{t('column.changes')}</Table.Th>
            <Table.Th>{t('column.address')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((e) => (
            <Table.Tr key={e.id} data-testid="audit" data-action={e.action}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                <Time at={e.at} />
              </Table.Td>
              <Table.Td>
                <Actor entry={e} />
              </Table.Td>
              {all && <Table.Td style={{ whiteSpace: 'nowrap' }}>{e.tenant ?? '–'}</Table.Td>}
              <Table.Td>
                <Text size="sm" fw={600}>
                  {actionText(e.action)}
                </Text>
                {e.outcome === 'refused' && <Badge color="red">{t('refused')}</Badge>}
                {e.target && (
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {e.target}
                  </Text>
                )}
              </Table.Td>
              <Table.Td maw={360}>
                <Changes entry={e} />
              </Table.Td>
              <Table.Td>
                <Text size="xs" title={e.request ?? undefined}>
                  {e.address ?? '–'}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const parties = ['system', 'ai', 'customer', 'anonymous'] as const;

function Actor({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const party = parties.find((p) => p === entry.actor);
  return (
    <>
      <Text size="sm">
        <bdi>{party ? t(`party.${party}`) : (entry.actorName ?? entry.actor)}</bdi>
      </Text>
      {entry.impersonator && <Badge color="orange">{t('operator')}</Badge>}
    </>
  );
}

const moment = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function Changes({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const shown = (value: string) => (moment.test(value) ? format.full(value) : value);
  return entry.changes.map((c) => (
    <Text key={c.field} size="xs" style={{ overflowWrap: 'anywhere' }}>
      <Code>{c.field}</Code>{' '}
      {c.before === null
        ? shown(c.after ?? '')
        : t('change', { before: shown(c.before), after: c.after === null ? t('nothing') : shown(c.after) })}
    </Text>
  ));
}
