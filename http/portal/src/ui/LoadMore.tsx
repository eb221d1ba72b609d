import { Button, Center } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface More {
  data: { pages: unknown[] } | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

interface Props {
  query: More;
  label?: string;
}

/** Fetches the next page when it comes into view; a button as well, for keyboards. */
export function LoadMore(props: Props) {
  if (!props.query.hasNextPage) return null;
  // Looks anew after each page: where the end was before it must not fetch the next.
  return <Sentinel key={props.query.data?.pages.length} {...props} />;
}

function Sentinel(props: Props) {
  const { t } = useTranslation();
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const { isFetchingNextPage, isFetchNextPageError, fetchNextPage } = props.query;
  const wanted = entry?.isIntersecting && !isFetchingNextPage && !isFetchNextPageError;

  useEffect(() => {
    if (wanted) void fetchNextPage();
  }, [wanted, fetchNextPage]);

  return (
    // Never what the browser holds in place: what is being read is.
    <Center ref={ref} p="sm" style={{ overflowAnchor: 'none' }}>
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
