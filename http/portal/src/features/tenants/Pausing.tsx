import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { followed } from '../../api/following';
import { Dialog } from '../../ui/Dialog';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { tenantQuery, type TenantDetail } from './queries';

/** Stops a business for a reason that its people read, and lets it go on. */
export function Pausing({ tenant }: { tenant: TenantDetail }) {
  const { t } = useTranslation('tenants');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const id = tenant.settings.id;
  const { state, endsAt } = tenant.standing;
  const [open, dialog] = useDisclosure();
  const [reason, setReason] = useState('');
  const settled = () => {
    dialog.close();
    setReason('');
    return queries.invalidateQueries({ queryKey: ['tenants'] });
  };
  const params = { path: { tenant: id } };
  const { queryKey } = tenantQuery(id);
  const pause = useMutation({
    mutationFn: () =>
      followed(queries, queryKey, () =>
        done(api.POST('/api/v1/manage/tenants/{tenant}/pause', { params, body: { reason: reason.trim() } })),
      ),
    onSuccess: settled,
  });
  const activate = useMutation({
    mutationFn: () =>
      followed(queries, queryKey, () =>
        done(api.POST('/api/v1/manage/tenants/{tenant}/activate', { params })),
      ),
    onSuccess: settled,
  });
  if (state === 'erased') return null;
  return (
    <>
      <Group>
        <ProblemAlert error={activate.error} />
        {(state === 'paused' || state === 'cancelled' || endsAt) && (
          <Button loading={activate.isPending} onClick={() => activate.mutate()}>
            {state === 'paused' ? t('activate') : t('takeBack')}
          </Button>
        )}
        {state !== 'paused' && state !== 'cancelled' && (
          <Button variant="default" onClick={dialog.open}>
            {t('pause.open')}
          </Button>
        )}
      </Group>
      <Dialog
        opened={open}
        onClose={dialog.close}
        title={t('pause.title')}
      >
        <Stack>
          <Textarea
            label={t('pause.reason')}
            description={t('pause.hint')}
            value={reason}
            maxLength={500}
            onChange={(e) => setReason(e.currentTarget.value)}
            data-autofocus
          />
          <ProblemAlert error={pause.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={dialog.close}>
              {common('common.cancel')}
            </Button>
            <Button
              color="red"
              disabled={!reason.trim()}
              loading={pause.isPending}
              onClick={() => pause.mutate()}
            >
              {t('pause.do')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
