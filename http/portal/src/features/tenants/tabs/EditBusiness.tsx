import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import { BusinessForm } from '../../business/BusinessForm';
import type { save } from '../../business/settings';
import { tenantQuery, type TenantDetail } from '../queries';

/** Corrects what a business says of itself, on its behalf. */
export default function EditBusiness({ id, tenant }: { id: string; tenant: TenantDetail }) {
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (b: Parameters<typeof save.business>[0]) =>
      body(
        api.PUT('/api/v1/manage/tenants/{tenant}/business', { params: { path: { tenant: id } }, body: b }),
      ),
    onSuccess: (settings) =>
      queries.setQueryData(tenantQuery(id).queryKey, (old) => old && { ...old, settings }),
  });
  return <BusinessForm settings={tenant.settings} saving={saving} writable />;
}
