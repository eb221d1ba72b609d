import { api, body, done } from '../../api/client';

const WORKER = '/push-worker.js';

/** Why a browser cannot be told anything; undefined where it can. */
export type Obstacle = 'unsupported' | 'denied';

export function obstacle(): Obstacle | undefined {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) {
    return 'unsupported';
  }
  return Notification.permission === 'denied' ? 'denied' : undefined;
}

/** Asks for leave and subscribes this browser; false where it was not given. */
export async function subscribe(key: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  await navigator.serviceWorker.register(WORKER);
  const worker = await navigator.serviceWorker.ready;
  // One made with another key is of no use to this server.
  await (await worker.pushManager.getSubscription())?.unsubscribe();
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytes(key),
  });
  const { endpoint, keys } = subscription.toJSON();
  await body(
    api.POST('/api/v1/me/push', {
      body: { endpoint: endpoint ?? '', key: keys?.p256dh ?? '', auth: keys?.auth ?? '' },
    }),
  );
  return true;
}

export async function unsubscribe(id: string): Promise<void> {
  await done(api.DELETE('/api/v1/me/push/{id}', { params: { path: { id } } }));
  const worker = await navigator.serviceWorker.getRegistration(WORKER);
  await (await worker?.pushManager.getSubscription())?.unsubscribe();
}

/** Base64 for URLs as the bytes that browsers want. */
export function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}
