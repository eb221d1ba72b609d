import {
  IconAlertTriangle,
  IconCheck,
  IconChecks,
  IconClock,
  IconHandStop,
  IconHelpCircle,
} from '@tabler/icons-react';
import { useLabel } from '../../ui/label';
import classes from './Thread.module.css';

const glyphs: Record<string, typeof IconCheck> = {
  queued: IconClock,
  sending: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
  unknown: IconHelpCircle,
  dropped: IconHandStop,
};

/** How far a message has come: a clock, one tick, two, two blue ones, or a warning. */
export function Ticks({ status }: { status: string }) {
  const label = useLabel();
  const Glyph = glyphs[status];
  if (!Glyph) return null;
  const text = label('delivery', status);
  return (
    <Glyph
      role="img"
      aria-label={text}
      title={text}
      className={classes.ticks}
      data-status={status}
      size={15}
      stroke={2}
    />
  );
}
