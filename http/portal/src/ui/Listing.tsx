import { Box, Paper, Skeleton, Stack } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { itemsOf } from '../api/queries';
import { LoadMore } from './LoadMore';
import { ProblemAlert } from './ProblemAlert';
import table from './Table.module.css';

interface Read {
  isPending: boolean;
  isError: boolean;
  isFetching: boolean;
  error: unknown;
  refetch: () => Promise<unknown>;
}

interface Words {
  /** What is said when there is nothing. */
  empty: ReactNode;
  /** What went wrong with something that was done to a row. */
  problem?: unknown;
}

/** The frame of a list: what is said while it loads, when it fails and when there is nothing. */
export function Listing(props: Words & { query: Read; count: number; children: ReactNode }) {
  const { query, count } = props;
  const problem = query.error ?? props.problem;
  return (
    <>
      {Boolean(problem) && (
        <Box mb="md">
          <ProblemAlert error={problem} onRetry={query.isError ? () => void query.refetch() : undefined} />
        </Box>
      )}
      <Paper withBorder radius="lg" className={table.card} aria-busy={query.isFetching}>
        {query.isPending && (
          <Stack p="md" gap="xs">
            {[1, 2, 3].map((i) => (
              <Skeleton key={i} h={36} />
            ))}
          </Stack>
        )}
        {count > 0 ? props.children : !query.isPending && !query.isError && props.empty}
      </Paper>
    </>
  );
}

type Pages<T> = UseInfiniteQueryResult<InfiniteData<{ items: T[]; next?: string | null }>>;

/** The same for a list that comes page by page as it is scrolled. */
export function PagedListing<T>(props: Words & { query: Pages<T>; children: (items: T[]) => ReactNode }) {
  const { query, children, ...words } = props;
  const items = itemsOf(query.data);
  return (
    <Listing query={query} count={items.length} {...words}>
      {children(items)}
      <LoadMore query={query} />
    </Listing>
  );
}
