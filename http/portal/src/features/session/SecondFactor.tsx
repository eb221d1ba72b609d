import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import type { Challenge, FactorMethod, SignInAnswer } from '../../app/session';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { PasskeyCancelled, passkeysWork, showPasskey } from '../security/webauthn';

/** The second step of a sign-in: a code of the app, a passkey, or a code from paper. */
export function SecondFactor(
  props: Challenge & {
    onSignedIn: (answer: SignInAnswer) => void;
    onCancel: () => void;
  },
) {
  const { t } = useTranslation('security');
  const { challenge, onSignedIn } = props;
  const methods = props.methods.filter((m) => m !== 'passkey' || passkeysWork());
  const [method, setMethod] = useState<FactorMethod>(methods[0] ?? 'totp');
  const [code, setCode] = useState('');

  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), [method]);

  const attempt = useMutation({
    mutationFn: async () => {
      const passkey = method === 'passkey' ? await passkeyFor(challenge) : undefined;
      return body(
        api.POST('/api/v1/auth/second-factor', {
          body: { challenge, method, code: code.trim() || null, passkey: passkey ?? null },
        }),
      );
    },
    onSuccess: onSignedIn,
    onError: () => setCode(''),
  });

  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (method === 'passkey' || code.trim()) attempt.mutate();
  };
  const cancelled = attempt.error instanceof PasskeyCancelled;

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <div>
          <Title order={1} size="h3">
            {t('secondStep.title')}
          </Title>
          <Text c="dimmed" size="sm">
            {t(`secondStep.lead.${method}`)}
          </Text>
        </div>
        <ProblemAlert error={cancelled ? undefined : attempt.error} />
        {cancelled && <Text size="sm">{t('passkeys.cancelled')}</Text>}
        {method !== 'passkey' && (
          <TextInput
            key={method}
            label={t(`secondStep.code.${method}`)}
            name="code"
            // What phones offer from messages and apps.
            autoComplete="one-time-code"
            inputMode={method === 'totp' ? 'numeric' : 'text'}
            dir="ltr"
            ref={input}
            value={code}
            onChange={(e) => setCode(e.currentTarget.value)}
          />
        )}
        <Button type="submit" fullWidth loading={attempt.isPending}>
          {t(method === 'passkey' ? 'passkeys.use' : 'secondStep.submit')}
        </Button>
        <Stack gap={6} align="center">
          {methods
            .filter((m) => m !== method)
            .map((m) => (
              <Anchor
                key={m}
                component="button"
                type="button"
                size="sm"
                onClick={() => {
                  attempt.reset();
                  setCode('');
                  setMethod(m);
                }}
              >
                {t(`secondStep.instead.${m}`)}
              </Anchor>
            ))}
          <Anchor component="button" type="button" size="sm" onClick={props.onCancel}>
            {t('secondStep.cancel')}
          </Anchor>
        </Stack>
      </Stack>
    </form>
  );
}

async function passkeyFor(challenge: string) {
  const question = await body(api.POST('/api/v1/auth/passkey/options', { body: { challenge } }));
  return { question: question.id, credential: await showPasskey(question) };
}
