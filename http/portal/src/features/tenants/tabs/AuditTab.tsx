import { useState } from 'react';
import { AuditLog } from '../../audit/AuditLog';
import type { AuditFilter } from '../../audit/queries';

/** Who did what in a business. */
export default function AuditTab({ tenant }: { tenant: string }) {
  const [filter, setFilter] = useState<AuditFilter>({});
  return <AuditLog all tenant={tenant} filter={filter} onFilter={setFilter} />;
}
