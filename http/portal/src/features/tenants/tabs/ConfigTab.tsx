import { useTranslation } from 'react-i18next';
import { Facts } from '../../../ui/Facts';
import type { TenantDetail } from '../queries';

/** How a business has set itself up. */
export default function ConfigTab({ tenant }: { tenant: TenantDetail }) {
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
