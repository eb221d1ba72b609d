import { Box, Paper, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemAlert } from './ProblemAlert';
import table from './Table.module.css';

interface Read {
  isPending: boolean;
  isError: boolean;
  isFetching: boolean;
  error: unknown;
  refetch: () => Promise<unknown>;
}

/** The frame of a list: what is said while it loads, when it fails and when there is nothing. */
export function Listing(props: {
  query: Read;
  count: number;
  empty: ReactNode;
  /** What follows the rows, where there may be more of them. */
  more?: ReactNode;
  children: ReactNode;
}) {
  const { query, count } = props;
  return (
    <>
      {query.isError && (
        <Box mb="md">
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
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
        {props.more}
      </Paper>
    </>
  );
}
