import { Button, Paper, Skeleton, Stack } from '@mantine/core';
import { IconDownload, IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemsOf } from '../../api/queries';
import { EmptyState } from '../../ui/EmptyState';
import { LoadMore } from '../../ui/LoadMore';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import table from '../../ui/Table.module.css';
import { Entries } from './Entries';
import { Filters } from './Filters';
import { auditQuery, exportHref, type AuditFilter } from './queries';

/** What was done in one's own business. */
export function AuditPage() {
  const filter = useSearch({ from: '/signed-in/settings/audit' });
  const navigate = useNavigate();
  return (
    <Log
      all={false}
      filter={filter}
      onFilter={(search) => void navigate({ to: '/settings/audit', search, replace: true })}
    />
  );
}

/** What was done anywhere. */
export function AllAuditPage() {
  const filter = useSearch({ from: '/signed-in/manage/audit' });
  const navigate = useNavigate();
  return (
    <Log
      all
      filter={filter}
      onFilter={(search) => void navigate({ to: '/manage/audit', search, replace: true })}
    />
  );
}

function Log(props: { all: boolean; filter: AuditFilter; onFilter: (filter: AuditFilter) => void }) {
  const { t } = useTranslation('audit');
  const { all, filter, onFilter } = props;
  const log = useInfiniteQuery(auditQuery(all, filter));
  const items = itemsOf(log.data);
  const filtered = Object.values(filter).some((v) => v !== undefined);
  return (
    <Page
      title={t('title')}
      lead={all ? t('leadAll') : t('lead')}
      actions={
        <Button
          component="a"
          href={exportHref(all, filter)}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('export')}
        </Button>
      }
    >
      <Filters all={all} filter={filter} onChange={onFilter} />
      {log.isError && <ProblemAlert error={log.error} onRetry={() => void log.refetch()} />}
      <Paper withBorder radius="lg" className={table.card} aria-busy={log.isFetching}>
        {log.isPending ? (
          <Stack p="md" gap="xs">
            {[1, 2, 3, 4].map((i) => (
              <Skeleton key={i} h={36} />
            ))}
          </Stack>
        ) : items.length > 0 ? (
          <Entries items={items} all={all} />
        ) : (
          !log.isError && (
            <EmptyState
              icon={IconListSearch}
              title={filtered ? t('noMatch.title') : t('empty.title')}
              text={filtered ? t('noMatch.text') : t('empty.text')}
            />
          )
        )}
        <LoadMore query={log} />
      </Paper>
    </Page>
  );
}
