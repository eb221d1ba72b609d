import { Badge } from '@mantine/core';
import { useLabel } from '../../ui/label';

const statusColors: Record<string, string> = {
  new: 'blue',
  qualifying: 'cyan',
  qualified: 'teal',
  appointment_booked: 'brand',
  handed_off: 'ai',
  nurturing: 'grape',
  closed_won: 'green',
  closed_lost: 'gray',
  disqualified: 'gray',
};

const scoreColors: Record<string, string> = { hot: 'red', warm: 'orange', cold: 'blue', unscored: 'gray' };

export function StatusBadge({ status }: { status: string }) {
  const label = useLabel();
  return <Badge color={statusColors[status] ?? 'gray'}>{label('leads.status', status)}</Badge>;
}

export function ScoreBadge({ score }: { score: string }) {
  const label = useLabel();
  return (
    <Badge color={scoreColors[score] ?? 'gray'} variant="dot">
      {label('leads.score', score)}
    </Badge>
  );
}
