import { Button, Divider, Stack, Text } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import type { SignInAnswer } from '../../app/session';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { leave } from './journey';
import { ProviderIcon } from './ProviderIcon';
import { providersQuery } from './queries';
import { PasskeyCancelled, passkeysWork, showPasskey } from './webauthn';

/** Sign-in without a password: a passkey, or an account elsewhere. */
export function OtherWays(props: {
  redirect?: string;
  /** Absent where nobody has an account yet. */
  onSignedIn?: (answer: SignInAnswer) => void;
}) {
  const { t } = useTranslation('security');
  const providers = useQuery(providersQuery).data?.items ?? [];
  const byPasskey = useMutation({
    mutationFn: async () => {
      const question = await body(
        api.POST('/api/v1/auth/passkey/options', { body: { challenge: null } }),
      );
      const credential = await showPasskey(question);
      return body(api.POST('/api/v1/auth/passkey', { body: { question: question.id, credential } }));
    },
    onSuccess: props.onSignedIn,
  });
  const depart = useMutation({
    mutationFn: (provider: string) =>
      body(api.POST('/api/v1/auth/social/{provider}', { params: { path: { provider } } })),
    onSuccess: (departure) => leave(departure, { purpose: 'sign-in', redirect: props.redirect }),
  });
  const passkeys = props.onSignedIn && passkeysWork();
  if (!passkeys && providers.length === 0) return null;
  const cancelled = byPasskey.error instanceof PasskeyCancelled;

  return (
    <Stack gap="xs">
      <Divider label={t('otherWays.or')} labelPosition="center" />
      <ProblemAlert error={(cancelled ? undefined : byPasskey.error) ?? depart.error} />
      {cancelled && (
        <Text size="sm" role="status">
          {t('passkeys.cancelled')}
        </Text>
      )}
      {passkeys && (
        <Button
          variant="default"
          fullWidth
          leftSection={<IconFingerprint size={18} aria-hidden />}
          loading={byPasskey.isPending}
          onClick={() => byPasskey.mutate()}
        >
          {t('otherWays.passkey')}
        </Button>
      )}
      {providers.map((p) => (
        <Button
          key={p.id}
          variant="default"
          fullWidth
          leftSection={<ProviderIcon provider={p.id} />}
          loading={depart.isPending && depart.variables === p.id}
          onClick={() => depart.mutate(p.id)}
        >
          {t('otherWays.provider', { name: p.name })}
        </Button>
      ))}
    </Stack>
  );
}
