import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconFingerprint, IconPencil, IconTrash } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Lazily } from '../../ui/Lazily';
import { Time } from '../../ui/Time';
import type { Passkey, Security } from './queries';
import { Section } from './Section';
import { passkeysWork } from './webauthn';

const AddPasskey = lazy(() => import('./AddPasskey'));
const RenamePasskey = lazy(() => import('./RenamePasskey'));
const DeletePasskey = lazy(() => import('./DeletePasskey'));

export function Passkeys(props: { security: Security }) {
  const { t } = useTranslation('security');
  const { passkeys, password } = props.security;
  const [adding, setAdding] = useState(false);
  const [renamed, setRenamed] = useState<Passkey>();
  const [deleted, setDeleted] = useState<Passkey>();
  return (
    <Section
      title={t('passkeys.title')}
      lead={t('passkeys.lead')}
      actions={
        passkeysWork() && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('passkeys.add')}
          </Button>
        )
      }
    >
      {!passkeysWork() && <Text size="sm">{t('passkeys.unsupported')}</Text>}
      {passkeys.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('passkeys.none')}
        </Text>
      ) : (
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {passkeys.map((p) => (
            <Group component="li" key={p.id} wrap="nowrap" gap="sm">
              <IconFingerprint size={22} stroke={1.6} aria-hidden style={{ flex: 'none' }} />
              <div style={{ flex: 1, minWidth: 0 }}>
                <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {p.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {t('passkeys.made')} <Time at={p.createdAt} />
                  {' · '}
                  {p.lastUsedAt ? (
                    <>
                      {t('passkeys.used')} <Time at={p.lastUsedAt} />
                    </>
                  ) : (
                    t('passkeys.unused')
                  )}
                </Text>
              </div>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('passkeys.rename', { name: p.name })}
                onClick={() => setRenamed(p)}
              >
                <IconPencil size={17} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={t('passkeys.delete', { name: p.name })}
                onClick={() => setDeleted(p)}
              >
                <IconTrash size={17} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
        </Stack>
      )}
      <Lazily when={adding}>
        <AddPasskey opened={adding} password={password} onClose={() => setAdding(false)} />
      </Lazily>
      <Lazily when={renamed !== undefined}>
        <RenamePasskey key={renamed?.id} passkey={renamed} onClose={() => setRenamed(undefined)} />
      </Lazily>
      <Lazily when={deleted !== undefined}>
        <DeletePasskey passkey={deleted} password={password} onClose={() => setDeleted(undefined)} />
      </Lazily>
    </Section>
  );
}
