import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page';
import { AuditLog } from './AuditLog';
import { exportHref, type AuditFilter } from './queries';

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
  const { all, filter } = props;
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
      <AuditLog {...props} />
    </Page>
  );
}
