import { IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { PagedListing } from '../../ui/Listing';
import { Entries } from './Entries';
import { Filters } from './Filters';
import { auditQuery, type AuditFilter } from './queries';

/** The lines of the log with what narrows them down. */
export function AuditLog(props: {
  /** Of all tenants, or of the one the session is in. */
  all: boolean;
  /** Of all tenants' lines only this one's. */
  tenant?: string;
  filter: AuditFilter;
  onFilter: (filter: AuditFilter) => void;
}) {
  const { t } = useTranslation('audit');
  const { all, tenant, filter, onFilter } = props;
  const log = useInfiniteQuery(auditQuery(all, tenant === undefined ? filter : { ...filter, tenant }));
  const filtered = Object.values(filter).some((v) => v !== undefined);
  const many = all && tenant === undefined;
  return (
    <>
      <Filters all={many} filter={filter} onChange={onFilter} />
      <PagedListing
        query={log}
        empty={
          <EmptyState
            icon={IconListSearch}
            title={filtered ? t('noMatch.title') : t('empty.title')}
            text={filtered ? t('noMatch.text') : t('empty.text')}
          />
        }
      >
        {(items) => <Entries items={items} all={many} />}
      </PagedListing>
    </>
  );
}
