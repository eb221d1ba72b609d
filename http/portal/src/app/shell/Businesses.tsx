import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { Choice } from '../../ui/Choice';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useMe } from '../session';

/** Goes on in another of one's businesses; nothing for those who have but one. */
export function Businesses() {
  const { t } = useTranslation();
  const { tenant, memberships, impersonator } = useMe();
  const change = useMutation({
    mutationFn: (id: string) => body(api.POST('/api/v1/me/tenant', { body: { tenant: id } })),
    // Nothing on the screen, nor the open connection, belongs to the other business.
    onSuccess: () => window.location.assign('/'),
  });
  // Whoever helps in somebody's business leaves it first.
  if (memberships.length < 2 || impersonator !== null) return null;
  return (
    <>
      <Choice
        size="xs"
        label={t('user.business')}
        value={(change.isError ? undefined : change.variables) ?? tenant?.id ?? ''}
        disabled={change.isPending || change.isSuccess}
        data={memberships.map((m) => ({ value: m.tenant.id, label: m.tenant.name || m.tenant.id }))}
        onChange={(e) => change.mutate(e.currentTarget.value)}
      />
      <ProblemAlert error={change.error} />
    </>
  );
}
