import { useEffect } from 'react';
import type { Me } from '../api/model';

const CHANNEL = 'leadmetrics.session';

/**
 * The windows of a browser share one session. One that still shows another person's pages, or those
 * of another business, would save what is typed there for the wrong one: it starts afresh.
 */
export function useOneIdentity(me: Me): void {
  const who = [me.id, me.tenant?.id, me.impersonator].join(' ');
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = (e: MessageEvent<unknown>) => {
      if (e.data !== who) window.location.assign('/');
    };
    channel.postMessage(who);
    return () => channel.close();
  }, [who]);
}
