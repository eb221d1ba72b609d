import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/Choice';
import { SearchInput } from '../../ui/SearchInput';
import { actions, useActionText } from './actions';
import type { AuditFilter } from './queries';

/** Narrows the log down; what is set stands in the page's address. */
export function Filters(props: {
  all: boolean;
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}) {
  const { t } = useTranslation('audit');
  const actionText = useActionText();
  const { filter, onChange } = props;
  const set = (part: AuditFilter) => onChange({ ...filter, ...part });
  const known = actions.map((a) => ({ value: a, label: actionText(a) }));
  const own = filter.action && !known.some((k) => k.value === filter.action);
  return (
    <Group mb="md" gap="sm" align="flex-end">
      {props.all && (
        <SearchInput
          label={t('filter.tenant')}
          value={filter.tenant ?? ''}
          onChange={(tenant) => set({ tenant: tenant || undefined })}
        />
      )}
      <SearchInput
        label={t('filter.actor')}
        value={filter.actor ?? ''}
        onChange={(actor) => set({ actor: actor || undefined })}
      />
      <Choice
        aria-label={t('filter.action')}
        value={filter.action ?? ''}
        data={[
          { value: '', label: t('filter.anyAction') },
          ...(own && filter.action ? [{ value: filter.action, label: actionText(filter.action) }] : []),
          ...known.toSorted((a, b) => a.label.localeCompare(b.label)),
        ]}
        onChange={(e) => set({ action: e.currentTarget.value || undefined })}
      />
      <SearchInput
        label={t('filter.target')}
        value={filter.target ?? ''}
        onChange={(target) => set({ target: target || undefined })}
      />
      <TextInput
        type="date"
        label={t('filter.from')}
        value={filter.from ?? ''}
        onChange={(e) => set({ from: e.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t('filter.to')}
        value={filter.to ?? ''}
        onChange={(e) => set({ to: e.currentTarget.value || undefined })}
      />
      {Object.values(filter).some((v) => v !== undefined) && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('filter.clear')}
        </Button>
      )}
    </Group>
  );
}
