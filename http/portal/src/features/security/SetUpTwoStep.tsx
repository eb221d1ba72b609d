import { Anchor, Button, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { CopyField } from '../../ui/CopyField';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { BackupCodes } from './BackupCodes';
import { QrCode } from './QrCode';
import { securityQuery } from './queries';

export default function SetUpTwoStep(props: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('security');
  const [codes, setCodes] = useState<string[]>();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      // What is shown once must not vanish by a click beside it.
      closeOnClickOutside={!codes}
      closeOnEscape={!codes}
      title={t(codes ? 'codes.title' : 'setUp.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setCodes(undefined)}
    >
      {codes ? (
        <BackupCodes codes={codes} onDone={props.onClose} />
      ) : (
        <Enrol onDone={setCodes} onCancel={props.onClose} />
      )}
    </Modal>
  );
}

function Enrol(props: { onDone: (codes: string[]) => void; onCancel: () => void }) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  // A new seed with every opening: one that was left on a screen is worth nothing.
  const enrolment = useQuery({
    queryKey: ['two-step-enrolment'],
    queryFn: () => body(api.POST('/api/v1/me/two-step')),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  const confirm = useMutation({
    mutationFn: () => body(api.POST('/api/v1/me/two-step/confirm', { body: { code: code.trim() } })),
    onSuccess: async (answer) => {
      props.onDone(answer.codes);
      await queries.invalidateQueries({ queryKey: securityQuery.queryKey });
    },
    onError: () => setCode(''),
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (code.trim()) confirm.mutate();
  };
  if (enrolment.isError) return <ProblemAlert error={enrolment.error} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t('setUp.scan')}</Text>
        {enrolment.data ? (
          <>
            <QrCode picture={enrolment.data.picture} label={t('setUp.picture')} />
            <Text size="sm">
              {t('setUp.type')} <Anchor href={enrolment.data.uri}>{t('setUp.open')}</Anchor>
            </Text>
            <CopyField label={t('setUp.secret')} value={enrolment.data.secret} />
          </>
        ) : (
          <Skeleton height={260} aria-label={t('loading')} />
        )}
        <ProblemAlert error={confirm.error} />
        <TextInput
          label={t('setUp.code')}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          dir="ltr"
          value={code}
          onChange={(e) => setCode(e.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={confirm.isPending} disabled={!enrolment.data}>
            {t('setUp.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
