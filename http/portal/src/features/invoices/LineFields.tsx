import { Button, Group, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/model';
import { toPaise } from './money';

export interface Line {
  description: string;
  quantity: string;
  price: string;
}

export const emptyLine: Line = { description: '', quantity: '1', price: '' };

/** The lines that were filled in; undefined while one of them is not complete. */
export function toRequest(lines: Line[]): Schemas['InvoiceLineRequest'][] | undefined {
  const filled = lines.filter((l) => l.description.trim() || l.price.trim());
  const request = filled.map((l) => ({
    description: l.description.trim(),
    quantity: /^\d{1,9}$/.test(l.quantity.trim()) ? Number(l.quantity) : 0,
    unit: toPaise(l.price) ?? -1,
    // The server gives a new line its id, and the seller's code and rate.
    id: null,
    sac: null,
    rate: null,
  }));
  return request.every((l) => l.description && l.quantity > 0 && l.unit >= 0) ? request : undefined;
}

/** What is charged for, line by line. */
export function LineFields(props: { lines: Line[]; onChange: (lines: Line[]) => void }) {
  const { t } = useTranslation('invoices');
  const { lines, onChange } = props;
  const field = (i: number, name: keyof Line) => ({
    'aria-label': t('draft.line', { field: t(`draft.${name}`), position: i + 1 }),
    placeholder: t(`draft.${name}`),
    value: lines[i]?.[name] ?? '',
    onChange: (e: { currentTarget: { value: string } }) => {
      const typed = e.currentTarget.value;
      onChange(lines.map((l, j) => (j === i ? { ...l, [name]: typed } : l)));
    },
  });
  return (
    <>
      {lines.map((_, i) => (
        <Group key={i} gap="xs" align="flex-start">
          <TextInput flex="1 1 200px" {...field(i, 'description')} />
          <TextInput w={72} inputMode="numeric" {...field(i, 'quantity')} />
          <TextInput w={110} inputMode="decimal" {...field(i, 'price')} />
        </Group>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...lines, emptyLine])}
        >
          {t('draft.addLine')}
        </Button>
      </Group>
    </>
  );
}
