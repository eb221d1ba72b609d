import { Badge, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { IconAlertCircle, IconCornerUpLeft, IconFilterOff, IconInbox } from '@tabler/icons-react';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { conversationViews, oneOf, type ConversationSummary, type ConversationView } from '../../api/model';
import { useMay } from '../../app/session';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { EmptyState } from '../../ui/EmptyState';
import { ButtonLink } from '../../ui/links';
import { LoadMore } from '../../ui/LoadMore';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { SearchInput } from '../../ui/SearchInput';
import { Time } from '../../ui/Time';
import { TryIt } from '../../ui/TryIt';
import classes from './Inbox.module.css';
import { OwnerBadge } from './OwnerBadge';
import { useReason } from './reason';

type Query = Pick<
  UseInfiniteQueryResult<InfiniteData<unknown>>,
  | 'data'
  | 'isPending'
  | 'isError'
  | 'error'
  | 'refetch'
  | 'hasNextPage'
  | 'isFetchingNextPage'
  | 'isFetchNextPageError'
  | 'fetchNextPage'
>;

interface Props {
  query: Query;
  items: ConversationSummary[];
  selected: string | undefined;
  view: ConversationView;
  q: string;
  searchRef: Ref<HTMLInputElement>;
}

/** The conversations of a view, latest activity first. */
export function ConversationList(props: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { query, items, selected, view, q, searchRef } = props;
  const change = (next: { view?: ConversationView; q?: string }) => {
    const wanted = { view, q, ...next };
    void navigate({
      to: '.',
      search: { view: wanted.view === 'all' ? undefined : wanted.view, q: wanted.q || undefined },
      replace: true,
    });
  };
  return (
    <section className={classes.list} aria-label={t('inbox.list')}>
      <Stack gap="xs" px="sm" pb="sm">
        <SearchInput
          label={t('inbox.search')}
          value={q}
          onChange={(text) => change({ q: text })}
          ref={searchRef}
        />
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('inbox.view.label')}
          value={view}
          data={conversationViews.map((v) => ({ value: v, label: t(`inbox.view.${v}`) }))}
          onChange={(v) => change({ view: oneOf(conversationViews, v) })}
        />
      </Stack>
      <div className={classes.listScroll}>
        {query.isError && (
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <Loading />}
        {!query.isPending && !query.isError && items.length === 0 && (
          <Nothing spam={view === 'spam' && q === ''} filtered={view !== 'all' || q !== ''} />
        )}
        {items.length > 0 && (
          <ul className={classes.rows}>
            {items.map((c) => (
              <Row key={c.id} conversation={c} selected={c.id === selected} />
            ))}
          </ul>
        )}
        <LoadMore query={query} />
      </div>
    </section>
  );
}

function Row({ conversation: c, selected }: { conversation: ConversationSummary; selected: boolean }) {
  const { t } = useTranslation();
  const reason = useReason();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <li ref={row} className={classes.row} data-selected={selected}>
      <Link
        to="/inbox/$conversationId"
        params={{ conversationId: c.id }}
        search={(s) => ({ view: s.view, q: s.q })}
        className={classes.rowLink}
        aria-current={selected ? 'true' : undefined}
        data-testid="conversation"
        data-id={c.id}
        data-owner={c.owner}
        data-unread={c.unread}
      >
        <span className={classes.avatar}>
          <PersonAvatar name={c.name} size={40} />
          <span className={classes.channel}>
            <ChannelIcon channel={c.channel} size={14} />
          </span>
        </span>
        <span className={classes.rowMain}>
          <span className={classes.rowTop}>
            <span className={classes.name} dir="auto" data-unread={c.unread > 0}>
              {c.name}
            </span>
            <Time at={c.lastAt} className={classes.when} />
          </span>
          <span className={classes.rowBottom}>
            {c.replyPending ? (
              <span className={classes.writing}>{t('inbox.replyPending')}</span>
            ) : (
              <>
                {c.lastDirection === 'out' && (
                  <IconCornerUpLeft size={13} aria-hidden className={classes.replied} />
                )}
                <span className={classes.preview} dir="auto" data-unread={c.unread > 0}>
                  {c.lastText}
                </span>
              </>
            )}
            {c.unread > 0 && (
              <Badge
                circle={c.unread < 10}
                size="sm"
                variant="filled"
                aria-label={t('inbox.unread', { count: c.unread })}
                role="img"
              >
                {c.unread > 99 ? '99+' : c.unread}
              </Badge>
            )}
          </span>
          <span className={classes.rowTags}>
            {c.spam ? (
              <Badge size="sm" variant="light" color="orange">
                {t('inbox.spam.tag')}
              </Badge>
            ) : (
              <OwnerBadge owner={c.owner} />
            )}
            {c.attention && (
              <span className={classes.attention} data-priority={c.priority}>
                <IconAlertCircle size={14} role="img" aria-label={t('inbox.attention')} />
                {c.priority !== 'normal' && <b>{t(`inbox.priority.${c.priority}`)}</b>}
                {reason(c.attentionReason)}
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}

function Nothing({ spam, filtered }: { spam: boolean; filtered: boolean }) {
  const { t } = useTranslation();
  const manages = useMay('channels.manage');
  if (spam) {
    return <EmptyState icon={IconInbox} title={t('inbox.spam.none.title')} text={t('inbox.spam.none.text')} />;
  }
  if (filtered) {
    return (
      <EmptyState icon={IconFilterOff} title={t('inbox.noMatch.title')} text={t('inbox.noMatch.text')}>
        <ButtonLink to="/inbox" variant="light" size="xs">
          {t('inbox.noMatch.reset')}
        </ButtonLink>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconInbox} title={t('inbox.empty.title')} text={t('inbox.empty.text')}>
      <TryIt />
      {manages && (
        <ButtonLink to="/channels" variant="light" size="xs">
          {t('inbox.empty.channels')}
        </ButtonLink>
      )}
    </EmptyState>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <Stack p="sm" gap="md" aria-busy aria-label={t('common.loading')}>
      {[1, 2, 3, 4, 5].map((i) => (
        <Skeleton key={i} h={56} radius="md" />
      ))}
    </Stack>
  );
}
