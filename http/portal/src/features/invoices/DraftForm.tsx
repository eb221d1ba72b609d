import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { until } from '../../api/following';
import { asProblem } from '../../api/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { emptyLine, LineFields, toRequest } from './LineFields';
import { invoiceQuery, refresh } from './queries';

/** Begins an invoice by hand. */
export default function DraftForm(props: {
  opened: boolean;
  onClose: () => void;
  onDrafted: (tenant: string, id: string) => void;
}) {
  const { t } = useTranslation('invoices');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [tenant, setTenant] = useState('');
  const [subject, setSubject] = useState('');
  const [lines, setLines] = useState([emptyLine]);
  const wanted = toRequest(lines);

  const draft = useMutation({
    mutationFn: async () => {
      const of = tenant.trim();
      const { id } = await body(
        api.POST('/api/v1/manage/invoices', {
          body: { tenant: of, subject: subject.trim(), reverseCharge: false, lines: wanted ?? [] },
        }),
      );
      // It can be opened a moment later.
      const asked = { ...invoiceQuery('manage', of, id), retry: false };
      await until(() => queries.fetchQuery(asked).then(Boolean, () => false));
      return { of, id };
    },
    onSuccess: ({ of, id }) => {
      refresh(queries);
      props.onDrafted(of, id);
    },
  });
  const refused = draft.error ? asProblem(draft.error).fields : {};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (wanted) draft.mutate();
  };

  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('draft.new')}
      size="lg"
      closeButtonProps={{ 'aria-label': common('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <TextInput
            label={t('tenant')}
            description={t('draft.tenantHint')}
            withAsterisk
            data-autofocus
            value={tenant}
            error={refused.tenant}
            onChange={(e) => setTenant(e.currentTarget.value)}
          />
          <TextInput
            label={t('draft.subject')}
            withAsterisk
            value={subject}
            error={refused.subject}
            onChange={(e) => setSubject(e.currentTarget.value)}
          />
          <LineFields lines={lines} onChange={setLines} />
          <ProblemAlert error={draft.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {common('common.cancel')}
            </Button>
            <Button type="submit" loading={draft.isPending} disabled={!wanted?.length || !tenant.trim() || !subject.trim()}>
              {t('draft.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
