import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Channel } from '../../api/model';
import { i18next } from '../../i18n';
import texts from '../../i18n/locales/en/channels.json';
import securityTexts from '../../i18n/locales/en/security.json';
import { show } from '../../testing/render';
import { ChannelCard } from './ChannelCard';

const channel: Channel = {
  id: 'chan_1',
  kind: 'whatsapp',
  name: 'Reception',
  phoneNumberId: '109871234567890',
  replies: 'ai',
  endpointKey: 'key',
  webhookPath: '/webhooks/whatsapp/key',
  state: 'live',
  since: null,
  verifiedName: 'Lotus House',
  displayNumber: '+91 484 555 0100',
  previousSecretUntil: null,
  replyTemplate: null,
};

let requests: Request[];
beforeEach(() => {
  i18next.addResourceBundle('en', 'channels', texts);
  i18next.addResourceBundle('en', 'security', securityTexts);
  requests = [];
  vi.stubGlobal('fetch', (request: Request) => {
    if (request.method !== 'GET') requests.push(request);
    return Promise.resolve(
      Response.json(request.url.endsWith('/security') ? { password: true, passkeys: [] } : channel),
    );
  });
});

async function choose(item: string) {
  await userEvent.click(screen.getByRole('button', { name: 'Actions for Reception' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  return screen.findByRole('dialog');
}

it('asks for the password with a new access token', async () => {
  show(<ChannelCard channel={{ ...channel, state: 'needs_reconnection', since: '2026-11-21T06:00:00Z' }} />);
  await userEvent.click(screen.getByRole('button', { name: 'Replace access token' }));
  await userEvent.type(await screen.findByLabelText(/New access token/), 'fresh');
  await userEvent.type(screen.getByLabelText('Your password'), 'violet tram');
  await userEvent.click(screen.getByRole('button', { name: 'Replace' }));
  await waitFor(() => expect(requests).toHaveLength(1));
  expect(requests[0]?.method).toBe('PUT');
  expect(await requests[0]?.json()).toEqual({ accessToken: 'fresh', password: 'violet tram' });
});

it('sends the template that web forms are answered in', async () => {
  show(<ChannelCard channel={channel} />);
  await choose('Reply template');
  await userEvent.type(screen.getByLabelText(/account ID/), '4711');
  await userEvent.type(screen.getByLabelText(/Template name/), 'reply_to_enquiry');
  await userEvent.click(screen.getByRole('button', { name: 'Check and use' }));
  await waitFor(() => expect(requests).toHaveLength(1));
  expect(requests[0]?.url).toContain('/chan_1/reply-template');
  expect(await requests[0]?.json()).toEqual({
    account: '4711',
    name: 'reply_to_enquiry',
    language: 'en',
  });
});

it('gives the keyboard back to the menu button', async () => {
  show(<ChannelCard channel={channel} />);
  await choose('Rename');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() =>
    expect(document.activeElement).toBe(
      screen.getByRole('button', { name: 'Actions for Reception' }),
    ),
  );
});

it('says what disconnecting does before it does it', async () => {
  show(<ChannelCard channel={channel} />);
  const dialog = await choose('Disconnect');
  expect(dialog.textContent).toContain('cannot be undone');
  expect(dialog.textContent).toContain('connected elsewhere at once');
  expect(requests).toHaveLength(0);
  await userEvent.click(screen.getByRole('button', { name: 'Disconnect' }));
  await waitFor(() => expect(requests.map((r) => r.method)).toEqual(['DELETE']));
});

it('offers to resume what is paused', async () => {
  show(<ChannelCard channel={{ ...channel, state: 'paused', since: '2026-11-21T06:00:00Z' }} />);
  await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
  await waitFor(() => expect(requests[0]?.url).toContain('/api/v1/channels/chan_1/resume'));
});

it('shows until when the secret before is accepted, and no longer', () => {
  const { unmount } = show(<ChannelCard channel={{ ...channel, previousSecretUntil: '2999-01-01T00:00:00Z' }} />);
  expect(screen.getByRole('button', { name: 'End now' })).toBeDefined();
  unmount();
  show(<ChannelCard channel={{ ...channel, previousSecretUntil: '2020-01-01T00:00:00Z' }} />);
  expect(screen.queryByRole('button', { name: 'End now' })).toBeNull();
});
