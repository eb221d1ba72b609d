import { Button, Center } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface More {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Fetches the next page when it comes into view; a button as well, for keyboards. */
export function LoadMore(props: { query: More; label?: string }) {
  const { t } = useTranslation();
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = props.query;
  const wanted = entry?.isIntersecting && hasNextPage && !isFetchingNextPage && !isFetchNextPageError;

  useEffect(() => {
    if (wanted) void fetchNextPage();
  }, [wanted, fetchNextPage]);

  if (!hasNextPage) return null;
  return (
    <Center ref={ref} p="sm">
      <Button
        variant="subtle"
        size="compact-sm"
        loading={isFetchingNextPage}
        onClick={() => void fetchNextPage()}
      >
        {isFetchNextPageError ? t('common.retry') : (props.label ?? t('common.loadMore'))}
      </Button>
    </Center>
  );
}
