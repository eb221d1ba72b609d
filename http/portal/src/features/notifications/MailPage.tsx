import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page';
import { OutboxTab } from './OutboxTab';
import type { MailTab } from './routes';

const SuppressedTab = lazy(() => import('./SuppressedTab').then((m) => ({ default: m.SuppressedTab })));
const TemplatesTab = lazy(() => import('./TemplatesTab').then((m) => ({ default: m.TemplatesTab })));

/** Mail of the whole platform: what became of it, what it looks like, where none arrives. */
export function MailPage() {
  const { t } = useTranslation('notifications');
  const search = useSearch({ from: '/signed-in/manage/mail' });
  const navigate = useNavigate();
  return (
    <Page title={t('mail.title')} lead={t('mail.lead')}>
      <Tabs
        keepMounted={false}
        value={search.tab ?? 'outbox'}
        onChange={(tab) =>
          void navigate({ to: '/manage/mail', search: { tab: (tab ?? undefined) as MailTab | undefined } })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="outbox">{t('mail.tab.outbox')}</Tabs.Tab>
          <Tabs.Tab value="templates">{t('mail.tab.templates')}</Tabs.Tab>
          <Tabs.Tab value="suppressed">{t('mail.tab.suppressed')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="outbox">
          <OutboxTab />
        </Tabs.Panel>
        <Tabs.Panel value="templates">
          <Suspense>
            <TemplatesTab />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="suppressed">
          <Suspense>
            <SuppressedTab />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
