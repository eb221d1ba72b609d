import { UnstyledButton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Thread.module.css';

const LONG = 1200;

/** The text in its own direction; a very long one is folded. */
export function LongText({ text }: { text: string }): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const folded = text.length > LONG && !open;
  return (
    <>
      <div dir="auto" className={classes.text} data-testid="message-text">
        {folded ? `${cut(text)}…` : text}
      </div>
      {text.length > LONG && (
        <UnstyledButton className={classes.fold} onClick={() => setOpen(!open)}>
          {open ? t('inbox.thread.less') : t('inbox.thread.more')}
        </UnstyledButton>
      )}
    </>
  );
}

/** Cuts between characters as people see them, never inside an emoji. */
function cut(text: string): string {
  const head = text.slice(0, LONG);
  return /[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head;
}
