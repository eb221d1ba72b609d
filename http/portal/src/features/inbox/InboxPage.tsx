import { Group, Kbd, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconMessages } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { conversationsQuery, itemsOf } from '../../api/queries';
import { useLiveFallback } from '../../live/LiveProvider';
import { EmptyState } from '../../ui/EmptyState';
import { usePageTitle } from '../../ui/Page';
import { ConversationList } from './ConversationList';
import classes from './Inbox.module.css';
import { ShortcutHelp } from './ShortcutHelp';

const loadThread = () => import('./ThreadPane');
const ThreadPane = lazy(() => loadThread().then((m) => ({ default: m.ThreadPane })));

/** List and thread side by side; on a phone one of the two. */
export function InboxPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { conversationId } = useParams({ strict: false });
  const search = useSearch({ from: '/signed-in/inbox' });
  const view = search.view ?? 'all';
  const q = search.q ?? '';
  const refetchInterval = useLiveFallback();
  const query = useInfiniteQuery({ ...conversationsQuery({ view, q }), refetchInterval });
  const items = itemsOf(query.data);
  const reply = useRef<HTMLTextAreaElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const [help, setHelp] = useState(false);
  // The list comes first; by the time somebody chooses a conversation, what shows it is there.
  useEffect(() => void loadThread().catch(() => undefined), []);

  const open = items.find((c) => c.id === conversationId);
  usePageTitle(open?.name ?? t('inbox.title'));

  const move = (by: 1 | -1) => {
    const at = items.findIndex((c) => c.id === conversationId);
    const to = items[at < 0 ? 0 : at + by];
    if (to) {
      void navigate({ to: '/inbox/$conversationId', params: { conversationId: to.id }, search });
    }
  };
  useHotkeys([
    ['j', () => move(1)],
    ['k', () => move(-1)],
    ['r', () => reply.current?.focus()],
    ['/', () => searchField.current?.focus()],
    ['shift+?', () => setHelp(true)],
  ]);

  return (
    <div className={classes.inbox} data-open={conversationId !== undefined}>
      <div className={classes.listPane}>
        <Group justify="space-between" h={56} px="md" wrap="nowrap">
          <Title order={conversationId ? 2 : 1} size="h3">
            {t('inbox.title')}
          </Title>
          <ShortcutHelp opened={help} onChange={setHelp} />
        </Group>
        <ConversationList
          query={query}
          items={items}
          selected={conversationId}
          view={view}
          q={q}
          searchRef={searchField}
        />
      </div>
      {conversationId ? (
        <Suspense fallback={<section className={classes.thread} aria-busy aria-label={t('common.loading')} />}>
          <ThreadPane key={conversationId} id={conversationId} replyRef={reply} />
        </Suspense>
      ) : (
        <div className={classes.nothingOpen}>
          {items.length > 0 && (
            <EmptyState icon={IconMessages} title={t('inbox.choose')}>
              <p className={classes.chooseHint}>
                <Trans i18nKey="inbox.chooseHint" components={{ key: <Kbd>j</Kbd> }} />
              </p>
            </EmptyState>
          )}
        </div>
      )}
    </div>
  );
}
