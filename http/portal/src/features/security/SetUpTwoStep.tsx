import { Anchor, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';
import { meQuery } from '../../app/session';
import { CopyField } from '../../ui/CopyField';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { BackupCodes } from './BackupCodes';
import { Confirm } from './Confirm';
import { QrCode } from './QrCode';
import { securityQuery } from './queries';

type Enrolment = components['schemas']['Enrolment'];

export default function SetUpTwoStep(props: {
  opened: boolean;
  password: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('security');
  const [codes, setCodes] = useState<string[]>();
  // A new seed with every opening: one that was left on a screen is worth nothing.
  const begin = useMutation({
    mutationFn: (password: string | null) =>
      body(api.POST('/api/v1/me/two-step', { body: { password } })),
  });
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      // What is shown once must not vanish by a click beside it.
      closeOnClickOutside={!codes}
      closeOnEscape={!codes}
      title={t(codes ? 'codes.title' : 'setUp.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => {
        setCodes(undefined);
        begin.reset();
      }}
    >
      {codes ? (
        <BackupCodes codes={codes} onDone={props.onClose} />
      ) : begin.data ? (
        <Enrol enrolment={begin.data} onDone={setCodes} onCancel={props.onClose} />
      ) : (
        <Confirm
          password={props.password}
          submit={t('setUp.begin')}
          pending={begin.isPending}
          error={begin.error}
          onCancel={props.onClose}
          onConfirm={(given) => begin.mutate(given.password)}
        >
          <Text size="sm">{t('setUp.lead')}</Text>
        </Confirm>
      )}
    </Modal>
  );
}

function Enrol(props: {
  enrolment: Enrolment;
  onDone: (codes: string[]) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => body(api.POST('/api/v1/me/two-step/confirm', { body: { code: code.trim() } })),
    onSuccess: async (answer) => {
      props.onDone(answer.codes);
      await queries.invalidateQueries({ queryKey: securityQuery.queryKey });
      // An operator's role counts from now on.
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
    onError: () => setCode(''),
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (code.trim()) confirm.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t('setUp.scan')}</Text>
        <QrCode picture={props.enrolment.picture} label={t('setUp.picture')} />
        <Text size="sm">
          {t('setUp.type')} <Anchor href={props.enrolment.uri}>{t('setUp.open')}</Anchor>
        </Text>
        <CopyField label={t('setUp.secret')} value={props.enrolment.secret} />
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
          <Button type="submit" loading={confirm.isPending}>
            {t('setUp.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
