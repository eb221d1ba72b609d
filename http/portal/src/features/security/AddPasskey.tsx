import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { securityQuery } from './queries';
import { makePasskey, PasskeyCancelled } from './webauthn';

export default function AddPasskey(props: {
  opened: boolean;
  password: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      const question = await body(
        api.POST('/api/v1/me/passkeys/options', {
          body: { password: props.password ? password : null },
        }),
      );
      const credential = await makePasskey(question);
      return body(
        api.POST('/api/v1/me/passkeys', {
          body: { question: question.id, credential, name: name.trim() },
        }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: securityQuery.queryKey });
      props.onClose();
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (name.trim() && (!props.password || password)) add.mutate();
  };
  const cancelled = add.error instanceof PasskeyCancelled;
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('passkeys.add')}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => {
        add.reset();
        setName('');
        setPassword('');
      }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('passkeys.addLead')}</Text>
          <ProblemAlert error={cancelled ? undefined : add.error} />
          {cancelled && (
            <Text size="sm" role="status">
              {t('passkeys.cancelled')}
            </Text>
          )}
          <TextInput
            label={t('passkeys.name')}
            placeholder={t('passkeys.namePlaceholder')}
            maxLength={60}
            autoComplete="off"
            data-autofocus
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
          />
          {props.password && (
            <PasswordInput
              label={t('confirm.password')}
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(e) => setPassword(e.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('confirm.show'), tabIndex: 0 }}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t('passkeys.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
