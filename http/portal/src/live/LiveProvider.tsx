import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, body } from '../api/client';
import { asProblem } from '../api/problem';
import { LiveClient, type LiveStatus, type Socket, type SocketListener } from './client';
import { Invalidator, keysFor, keysForTopic } from './invalidate';

interface Live {
  status: LiveStatus;
  client: LiveClient | undefined;
}

const LiveContext = createContext<Live>({ status: 'stopped', client: undefined });

/** Holds the live connection of the signed-in session, for those there is something to tell. */
export function LiveProvider(props: {
  enabled: boolean;
  onEnd: (reason: string) => void;
  children: ReactNode;
}) {
  const queries = useQueryClient();
  const { enabled, onEnd } = props;
  const [status, setStatus] = useState<LiveStatus>(enabled ? 'connecting' : 'stopped');

  const [stale] = useState(() => new Invalidator(queries));
  const [live] = useState(
    () =>
      new LiveClient({
        ticket: async () => (await body(api.POST('/api/v1/live/tickets'))).ticket,
        connect,
        onEvent: (event) => stale.add(keysFor(event)),
        onRefetch: (topic) => stale.add(keysForTopic(topic)),
        onStatus: setStatus,
        onEnd,
        isSessionOver: (error) => asProblem(error).status === 401,
      }),
  );

  useEffect(() => {
    if (!enabled) return;
    const wake = () => {
      if (document.visibilityState === 'visible') live.wake();
    };
    const sleep = () => live.sleep();
    window.addEventListener('online', wake);
    window.addEventListener('offline', sleep);
    document.addEventListener('visibilitychange', wake);
    live.start();
    return () => {
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', sleep);
      document.removeEventListener('visibilitychange', wake);
      live.stop();
      stale.dispose();
    };
  }, [live, stale, enabled]);

  const value = useMemo<Live>(() => ({ status, client: live }), [status, live]);
  return <LiveContext value={value}>{props.children}</LiveContext>;
}

export function useLiveStatus(): LiveStatus {
  return useContext(LiveContext).status;
}

/** Listens to a topic while the component is on the page. */
export function useLiveTopic(topic: string | undefined): void {
  const { client } = useContext(LiveContext);
  useEffect(() => (topic ? client?.subscribe(topic) : undefined), [client, topic]);
}

/** How often a query asks by itself: only while nothing would tell it. */
export function useLiveFallback(): number | false {
  return useLiveStatus() === 'live' ? false : 10_000;
}

function connect(ticket: string, listener: SocketListener): Socket {
  const scheme = window.location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(
    `${scheme}//${window.location.host}/live?ticket=${encodeURIComponent(ticket)}`,
  );
  socket.onmessage = (e) => listener.onMessage(e.data);
  socket.onclose = () => listener.onClose();
  return socket;
}
