import { Group, Kbd, Popover, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sendKey } from './keys';

const shortcuts = [
  { key: 'j', label: 'next' },
  { key: 'k', label: 'previous' },
  { key: 'r', label: 'reply' },
  { key: '/', label: 'search' },
  { key: sendKey, label: 'send' },
  { key: 'Esc', label: 'leave' },
  { key: '?', label: 'help' },
] as const;

/** The keyboard shortcuts, beside the button that asked for them. */
export default function ShortcutList(props: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Popover
      opened
      onChange={props.onClose}
      position="bottom-end"
      shadow="md"
      width={270}
      trapFocus
    >
      <Popover.Target>{props.children}</Popover.Target>
      <Popover.Dropdown aria-label={t('inbox.help.open')} tabIndex={-1} data-autofocus>
        <Stack gap={6}>
          <Text fw={650} size="sm">
            {t('inbox.help.open')}
          </Text>
          {shortcuts.map((s) => (
            <Group key={s.key} justify="space-between" wrap="nowrap">
              <Text size="sm">{t(`inbox.help.${s.label}`)}</Text>
              <Kbd size="xs">{s.key}</Kbd>
            </Group>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
