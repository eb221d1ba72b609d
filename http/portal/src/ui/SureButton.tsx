import { Button, type ButtonProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';

/** For what cannot be taken back: the first press asks, the second one does it. */
export function SureButton({
  sure,
  onSure,
  children,
  'aria-label': label,
  ...button
}: ButtonProps & {
  /** The question in the place of the label. */
  sure: string;
  onSure: () => void;
  children: ReactNode;
  'aria-label'?: string;
}) {
  const [asked, setAsked] = useState(false);
  return (
    <Button
      color="red"
      {...button}
      {...(asked ? { variant: 'filled' } : { 'aria-label': label })}
      onClick={() => {
        setAsked(!asked);
        if (asked) onSure();
      }}
      onBlur={() => setAsked(false)}
      onKeyDown={(e) => {
        if (e.key !== 'Escape' || !asked) return;
        // The dialog around it stays open.
        e.stopPropagation();
        setAsked(false);
      }}
      // Mantine's dialogs listen before anything else does.
      data-mantine-stop-propagation={asked}
    >
      {asked ? sure : children}
    </Button>
  );
}
