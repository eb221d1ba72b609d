import { ActionIcon, Code, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** A value to take elsewhere, with a button that copies it. */
export function CopyField(props: { label: string; value: string }) {
  const { t } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap" maw="100%">
      <Code fz="sm" px="sm" py={6} style={{ overflowWrap: 'anywhere', textAlign: 'start' }}>
        {props.value}
      </Code>
      <CopyButton value={props.value}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            color={copied ? 'teal' : 'gray'}
            onClick={copy}
            title={copied ? t('common.copied') : t('common.copy')}
            aria-label={copied ? t('common.copied') : t('common.copyValue', { label: props.label })}
          >
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  );
}
