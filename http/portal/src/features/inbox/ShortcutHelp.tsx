import { ActionIcon } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

const ShortcutList = lazy(() => import('./ShortcutList'));

export function ShortcutHelp(props: { opened: boolean; onChange: (opened: boolean) => void }) {
  const { t } = useTranslation();
  const { opened, onChange } = props;
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      visibleFrom="sm"
      title={t('inbox.help.open')}
      aria-label={t('inbox.help.open')}
      aria-expanded={opened}
      onClick={() => onChange(!opened)}
    >
      <IconKeyboard size={18} stroke={1.8} />
    </ActionIcon>
  );
  if (!opened) return button;
  return (
    <Suspense fallback={button}>
      <ShortcutList onClose={() => onChange(false)}>{button}</ShortcutList>
    </Suspense>
  );
}
