import { ActionIcon, Group, Kbd, Popover, Stack, Text, Tooltip } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
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

export function ShortcutHelp(props: { opened: boolean; onChange: (opened: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Popover
      opened={props.opened}
      onChange={props.onChange}
      position="bottom-end"
      shadow="md"
      width={270}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Tooltip label={t('inbox.help.open')} disabled={props.opened}>
          <ActionIcon
            variant="subtle"
            color="gray"
            visibleFrom="sm"
            aria-label={t('inbox.help.open')}
            onClick={() => props.onChange(!props.opened)}
          >
            <IconKeyboard size={18} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
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
