import { Alert, Group, Skeleton, Stack, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { may, oneOf } from '../../api/model';
import { useFormat } from '../../app/format';
import { useMay, useMe } from '../../app/session';
import { Choice } from '../../ui/Choice';
import { Facts } from '../../ui/Facts';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Time } from '../../ui/Time';
import { Enter } from '../impersonation/Enter';
import { tenantTabs, type TenantTab } from './parts';
import { Pausing } from './Pausing';
import { tenantQuery, type TenantDetail } from './queries';
import { TenantStateBadge } from './TenantStateBadge';

const ConfigTab = lazy(() => import('./tabs/ConfigTab'));
const Members = lazy(() => import('./Members'));
const PlanTab = lazy(() => import('./tabs/PlanTab'));
const InvoicesTab = lazy(() => import('./tabs/InvoicesTab'));
const CreditsTab = lazy(() => import('./tabs/CreditsTab'));
const UsageTab = lazy(() => import('./tabs/UsageTab'));
const AgentsTab = lazy(() => import('./tabs/AgentsTab'));
const KnowledgeTab = lazy(() => import('./tabs/KnowledgeTab'));
const AuditTab = lazy(() => import('./tabs/AuditTab'));

/** One business, from every side. */
export function TenantPage() {
  const { tenantId } = useParams({ from: '/signed-in/manage/tenants/$tenantId' });
  const tenant = useQuery(tenantQuery(tenantId));
  const name = tenant.data?.settings.profile.name || tenantId;
  const mayManage = useMay('tenants.manage');
  const mayEnter = useMay('tenants.impersonate');
  return (
    <Page
      title={name}
      lead={tenantId}
      actions={
        tenant.data && (
          <Group gap="sm">
            {mayManage && <Pausing tenant={tenant.data} />}
            {mayEnter && tenant.data.standing.state !== 'erased' && (
              <Enter tenant={tenantId} name={name} size="sm" />
            )}
          </Group>
        )
      }
    >
      {tenant.isError && <ProblemAlert error={tenant.error} onRetry={() => void tenant.refetch()} />}
      {tenant.isPending && <Skeleton h={320} radius="lg" />}
      {tenant.data && (
        <Stack>
          {tenant.data.standing.reason && <Alert color="orange">{tenant.data.standing.reason}</Alert>}
          <Parts id={tenantId} tenant={tenant.data} />
        </Stack>
      )}
    </Page>
  );
}

/** The tabs; on a phone, where they do not fit beside each other, a choice. */
function Parts({ id, tenant }: { id: string; tenant: TenantDetail }) {
  const { t } = useTranslation('tenants');
  const search = useSearch({ from: '/signed-in/manage/tenants/$tenantId' });
  const navigate = useNavigate();
  const me = useMe();
  const narrow = useMediaQuery('(max-width: 61.99em)', undefined, { getInitialValueInEffect: false });
  const shown = tenantTabs.filter(
    (tab) =>
      (tab !== 'invoices' || may(me, 'invoices.manage')) && (tab !== 'audit' || may(me, 'audit.read.all')),
  );
  const tab = search.tab ?? 'overview';
  const open = (next: string | null) =>
    void navigate({
      to: '/manage/tenants/$tenantId',
      params: { tenantId: id },
      search: { tab: oneOf(tenantTabs, next) },
      replace: true,
    });
  return (
    <Tabs keepMounted={false} value={tab} onChange={open}>
      {narrow ? (
        <Choice
          mb="md"
          aria-label={t('tabs')}
          value={tab}
          data={shown.map((k) => ({ value: k, label: t(`tab.${k}`) }))}
          onChange={(e) => open(e.currentTarget.value)}
        />
      ) : (
        <Tabs.List mb="md" aria-label={t('tabs')}>
          {shown.map((k) => (
            <Tabs.Tab key={k} value={k}>
              {t(`tab.${k}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      )}
      {shown.map((k) => (
        <Tabs.Panel key={k} value={k}>
          <Suspense fallback={<Skeleton h={240} radius="lg" />}>
            <Part of={k} id={id} tenant={tenant} />
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Part(props: { of: TenantTab; id: string; tenant: TenantDetail }) {
  const { id, tenant } = props;
  switch (props.of) {
    case 'overview':
      return <Overview tenant={tenant} />;
    case 'config':
      return <ConfigTab id={id} tenant={tenant} />;
    case 'users':
      return <Members members={tenant.members} />;
    case 'plan':
      return <PlanTab tenant={id} />;
    case 'invoices':
      return <InvoicesTab tenant={id} />;
    case 'credits':
      return <CreditsTab tenant={id} />;
    case 'usage':
      return <UsageTab tenant={id} />;
    case 'agents':
      return <AgentsTab tenant={tenant} />;
    case 'knowledge':
      return <KnowledgeTab tenant={id} />;
    case 'audit':
      return <AuditTab tenant={id} />;
  }
}

function Overview({ tenant }: { tenant: TenantDetail }) {
  const { t } = useTranslation('tenants');
  const format = useFormat();
  const { standing, figures } = tenant;
  const counts = (['members', 'channels', 'contacts', 'leads', 'conversations'] as const).map((f) => ({
    label: t(`figure.${f}`),
    value: format.number(figures[f]),
  }));
  return (
    <Facts
      items={[
        { label: t('column.state'), value: <TenantStateBadge state={standing.state} /> },
        { label: t('column.since'), value: <Time at={tenant.registeredAt} /> },
        ...(standing.endsAt ? [{ label: t('endsAt'), value: <Time at={standing.endsAt} /> }] : []),
        ...(standing.eraseAt ? [{ label: t('eraseAt'), value: <Time at={standing.eraseAt} /> }] : []),
        ...counts,
      ]}
    />
  );
}
