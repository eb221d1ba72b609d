import { Alert, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { oneOf } from '../../api/model';
import { Facts } from '../../ui/Facts';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Time } from '../../ui/Time';
import { Members } from './Members';
import { Pausing } from './Pausing';
import { tenantQuery, type TenantDetail } from './queries';
import { TenantStateBadge } from './TenantStateBadge';

const tabs = ['overview', 'config', 'users', 'agents'] as const;

/** One business, from every side. */
export function TenantPage() {
  const { t } = useTranslation('tenants');
  const { tenantId } = useParams({ from: '/signed-in/manage/tenants/$tenantId' });
  const search = useSearch({ from: '/signed-in/manage/tenants/$tenantId' });
  const navigate = useNavigate();
  const mayManage = useMay('tenants.manage');
  const tenant = useQuery(tenantQuery(tenantId));
  const tab = search.tab ?? 'overview';
  return (
    <Page
      title={tenant.data?.settings.profile.name || tenantId}
      lead={tenantId}
      actions={tenant.data && mayManage && <Pausing tenant={tenant.data} />}
    >
      {tenant.isError && <ProblemAlert error={tenant.error} onRetry={() => void tenant.refetch()} />}
      {tenant.isPending && <Skeleton h={320} radius="lg" />}
      {tenant.data && (
        <Stack>
          {tenant.data.standing.reason && <Alert color="orange">{tenant.data.standing.reason}</Alert>}
          <SegmentedControl
            aria-label={t('tabs')}
            value={tab}
            onChange={(v) =>
              void navigate({
                to: '/manage/tenants/$tenantId',
                params: { tenantId },
                search: { tab: oneOf(tabs, v) },
                replace: true,
              })
            }
            data={tabs.map((k) => ({ value: k, label: t(`tab.${k}`) }))}
          />
          {tab === 'overview' && <Overview tenant={tenant.data} />}
          {tab === 'config' && <Config tenant={tenant.data} />}
          {tab === 'users' && <Members members={tenant.data.members} />}
          {tab === 'agents' && <Agents tenant={tenant.data} />}
        </Stack>
      )}
    </Page>
  );
}

function Overview({ tenant }: { tenant: TenantDetail }) {
  const { t } = useTranslation('tenants');
  const { standing, figures } = tenant;
  const counts = (['members', 'channels', 'contacts', 'leads', 'conversations'] as const).map((f) => ({
    label: t(`figure.${f}`),
    value: figures[f],
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

function Config({ tenant }: { tenant: TenantDetail }) {
  const { t } = useTranslation('tenants');
  const { profile, info, hours, voice, triggers, competitors } = tenant.settings;
  const list = (items: string[]): string => items.join(', ') || t('nothing');
  return (
    <Facts
      items={[
        { label: t('column.industry'), value: profile.industry },
        { label: t('config.timeZone'), value: profile.timeZone },
        { label: t('config.legalName'), value: info.legalName ?? t('nothing') },
        { label: t('config.place'), value: list([info.street, info.city, info.state, info.country].filter((p) => p !== null)) },
        { label: t('config.gstin'), value: info.gstin ?? t('nothing') },
        { label: t('config.tone'), value: profile.tone },
        { label: t('config.words'), value: list(voice.words) },
        { label: t('config.hours'), value: list(hours.week.map((s) => `${s.day} ${s.from.slice(0, 5)}–${s.to.slice(0, 5)}`)) },
        { label: t('config.questions'), value: list(profile.questions.map((q) => q.text)) },
        { label: t('config.escalation'), value: list(triggers.escalation) },
        { label: t('config.competitors'), value: list(competitors.map((c) => c.name)) },
      ]}
    />
  );
}

function Agents({ tenant }: { tenant: TenantDetail }) {
  const { t } = useTranslation('tenants');
  const { figures, onboarding } = tenant;
  return (
    <Stack>
      <Facts
        items={[
          { label: t('agents.answering'), value: onboarding.launched ? t('agents.yes') : t('agents.no') },
          { label: t('figure.runs'), value: figures.runs },
          { label: t('figure.failedRuns'), value: figures.failedRuns },
          { label: t('figure.answers'), value: figures.answers },
        ]}
      />
      <Group gap="xs">
        {onboarding.steps.map((s) => (
          <Text key={s.step} size="sm" c="dimmed">
            {t(`step.${s.step}`)}: {s.outcome ? t(`outcome.${s.outcome}`) : t('outcome.open')}
          </Text>
        ))}
      </Group>
    </Stack>
  );
}
