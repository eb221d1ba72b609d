import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session';
import { Facts } from '../../../ui/Facts';
import { useDayName } from '../../business/days';
import type { TenantDetail } from '../queries';

const EditBusiness = lazy(() => import('./EditBusiness'));

/** How a business has set itself up. */
export default function ConfigTab({ id, tenant }: { id: string; tenant: TenantDetail }) {
  const { t } = useTranslation('tenants');
  const dayName = useDayName();
  const mayManage = useMay('tenants.manage');
  const [editing, edit] = useDisclosure();
  const { profile, info, hours, voice, triggers, competitors } = tenant.settings;
  const list = (items: string[]): string => items.join(', ') || t('nothing');
  if (editing) {
    return (
      <Stack>
        <Group>
          <Button variant="default" onClick={edit.close}>
            {t('config.done')}
          </Button>
        </Group>
        <Suspense fallback={<Skeleton h={320} radius="lg" />}>
          <EditBusiness id={id} tenant={tenant} />
        </Suspense>
      </Stack>
    );
  }
  return (
    <Stack>
      {mayManage && (
        <Group>
          <Button variant="default" onClick={edit.open}>
            {t('config.edit')}
          </Button>
        </Group>
      )}
      <Facts
        items={[
          { label: t('column.industry'), value: profile.industry },
          { label: t('config.timeZone'), value: profile.timeZone },
          { label: t('config.legalName'), value: info.legalName ?? t('nothing') },
          { label: t('config.place'), value: list([info.street, info.city, info.state, info.country].filter((p) => p !== null)) },
          { label: t('config.gstin'), value: info.gstin ?? t('nothing') },
          { label: t('config.tone'), value: profile.tone },
          { label: t('config.words'), value: list(voice.words) },
          { label: t('config.hours'), value: list(hours.week.map((s) => `${dayName(s.day)} ${s.from.slice(0, 5)}–${s.to.slice(0, 5)}`)) },
          { label: t('config.questions'), value: list(profile.questions.map((q) => q.text)) },
          { label: t('config.escalation'), value: list(triggers.escalation) },
          { label: t('config.competitors'), value: list(competitors.map((c) => c.name)) },
        ]}
      />
    </Stack>
  );
}
