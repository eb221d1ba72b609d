import { useState } from 'react';
import type { Grouping } from '../../usage/fold';
import { UsageView, type Period } from '../../usage/UsageView';

/** What a business's AI used. */
export default function UsageTab({ tenant }: { tenant: string }) {
  const [shown, setShown] = useState<{ days?: Period; by?: Grouping }>({});
  return (
    <UsageView
      tenant={tenant}
      days={shown.days}
      by={shown.by}
      onChange={(part) => setShown({ ...shown, ...part })}
    />
  );
}
