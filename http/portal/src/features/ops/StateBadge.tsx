import { Badge } from '@mantine/core';
import { useLabel } from '../../ui/label';

const colors: Record<string, string> = { open: 'orange', replayed: 'teal', discarded: 'gray' };

export function StateBadge({ state }: { state: string }) {
  const label = useLabel();
  return <Badge color={colors[state] ?? 'gray'}>{label('deadLetters.state', state)}</Badge>;
}
