import { Button, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { oneOf } from '../../api/model';
import { Businesses } from './Businesses';
import { useLabel } from '../../ui/label';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useMe, useSignOut } from '../session';

const schemes = ['light', 'dark', 'auto'] as const;

/** The business one works for, the appearance and the way out. */
export default function AccountPanel(props: { onSignedOut: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const me = useMe();
  const signOut = useSignOut(props.onSignedOut);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack gap="xs" p={8} id="account" role="group" aria-label={t('user.account')}>
      <Text size="xs" c="dimmed">
        <bdi>{me.email}</bdi>
        <br />
        {label('user.role', me.role)}
      </Text>
      <Businesses />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('user.appearance')}
        value={colorScheme}
        data={schemes.map((s) => ({ value: s, label: t(`user.scheme.${s}`) }))}
        onChange={(v) => setColorScheme(oneOf(schemes, v) ?? 'auto')}
      />
      <ProblemAlert error={signOut.error} />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconLogout size={15} aria-hidden />}
        loading={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        {t('user.signOut')}
      </Button>
    </Stack>
  );
}
