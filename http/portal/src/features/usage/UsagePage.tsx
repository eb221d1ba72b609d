import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page';
import { dayRange } from './fold';
import { UsageView } from './UsageView';

/** What the AI has used: by day, agent, model and kind of work, against the month's budget. */
export function UsagePage() {
  const { t } = useTranslation('usage');
  const search = useSearch({ from: '/signed-in/settings/usage' });
  const navigate = useNavigate();
  const range = dayRange(Number(search.days ?? '30'));
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button component="a" href={`/api/v1/usage.csv?from=${range.from}&to=${range.to}`} variant="default" download>
          {t('csv')}
        </Button>
      }
    >
      <UsageView
        days={search.days}
        by={search.by}
        onChange={(part) =>
          void navigate({ to: '/settings/usage', search: { ...search, ...part }, replace: true })
        }
      />
    </Page>
  );
}
