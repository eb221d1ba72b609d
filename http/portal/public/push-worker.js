// Shows what is pushed to this browser, also while no window of the portal is open.
self.addEventListener('push', (event) => {
  const notice = event.data?.json() ?? {};
  event.waitUntil(
    self.registration.showNotification(String(notice.title ?? ''), {
      body: String(notice.text ?? ''),
      // The same notice shown again replaces itself.
      tag: notice.id,
      data: { link: notice.link },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const link = event.notification.data?.link;
  const own = typeof link === 'string' && link.startsWith('/') && !link.startsWith('//');
  event.waitUntil(open(own ? link : '/'));
});

async function open(path) {
  const [window] = await self.clients.matchAll({ type: 'window' });
  if (!window) return self.clients.openWindow(path);
  // That a browser does not bring it to the front is no reason not to go there.
  await window.focus().catch(() => {});
  return window.navigate(path).catch(() => self.clients.openWindow(path));
}
