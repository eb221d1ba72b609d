import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../api/model';
import { show } from '../../testing/render';
import { Bubble } from './Bubble';

const sent: Message = {
  id: 'msg_1',
  direction: 'out',
  author: 'human',
  authorName: 'Priya Nair',
  text: 'Of course.',
  kind: 'text',
  content: { type: 'text', text: 'Of course.' },
  context: { quote: null, referral: null, forwarded: null },
  reactions: [],
  editedAt: null,
  deleted: false,
  at: '2026-11-21T06:00:00Z',
  status: 'sent',
  statusAt: '2026-11-21T06:00:01Z',
  error: null,
  ai: null,
  via: null,
};

const bubble = (over: Partial<Message>) => {
  show(<Bubble message={{ ...sent, ...over }} first />);
  return screen.getByTestId('message');
};

describe('delivery ticks', () => {
  it.each([
    ['queued', 'Waiting to be sent', 'clock'],
    ['sending', 'Being sent', 'clock'],
    ['sent', 'Sent', 'check'],
    ['delivered', 'Delivered', 'checks'],
    ['read', 'Read', 'checks'],
    ['failed', 'Not delivered', 'alert-triangle'],
    ['unknown', 'Outcome not known', 'help-circle'],
    ['dropped', 'Not sent', 'hand-stop'],
  ] as const)('show %s as "%s"', (status, text, glyph) => {
    const article = bubble({ status });
    const tick = within(article).getByRole('img', { name: text });
    expect(article.dataset.status).toBe(status);
    expect(tick.dataset.status).toBe(status);
    expect(tick.classList).toContain(`tabler-icon-${glyph}`);
  });

  it('are not shown on what a customer wrote', () => {
    const article = bubble({ direction: 'in', author: 'customer', status: 'received' });
    expect(within(article).queryByRole('img')).toBeNull();
  });

  it('leave out a status from a newer server rather than break', () => {
    const article = bubble({ status: 'teleported' as Message['status'] });
    expect(within(article).queryByRole('img')).toBeNull();
    expect(article.textContent).toContain('Of course.');
  });
});

describe('trouble', () => {
  it('is explained, with the reason of the provider', () => {
    const article = bubble({ status: 'failed', error: '131047 Re-engagement message' });
    expect(article.textContent).toContain('The provider refused this message.');
    expect(article.textContent).toContain('131047 Re-engagement message');
  });

  it('is not claimed of a message that went well', () => {
    expect(bubble({ status: 'delivered' }).textContent).not.toContain('provider');
  });
});

it('gives text its own direction and folds a very long one, never inside an emoji', () => {
  const long = 'א'.repeat(1199) + '🌿'.repeat(50);
  const article = bubble({ text: long, content: { type: 'text', text: long } });
  const text = within(article).getByTestId('message-text');
  expect(text.getAttribute('dir')).toBe('auto');
  expect(text.textContent).toBe('א'.repeat(1199) + '…');
  expect(within(article).getByRole('button', { name: 'Show all' })).toBeTruthy();
});

describe('content', () => {
  const photo = {
    type: 'media',
    media: 'image',
    mediaId: '1',
    mimeType: 'image/jpeg',
    sha256: null,
    fileName: null,
    caption: 'the pool',
    viewOnce: false,
  } as const;

  it('shows a photo with its caption, and says where it can be opened', () => {
    const article = bubble({ content: photo });
    expect(article.textContent).toContain('Photo');
    expect(article.textContent).toContain('It can be opened in WhatsApp on the phone.');
    expect(article.textContent).toContain('the pool');
  });

  it('shows the lines of an order with prices', () => {
    const price = { minor: 1100000, currency: 'INR' };
    const items = [{ productId: 'LOTUS-SUITE', quantity: 2, price }];
    const article = bubble({
      content: { type: 'order', catalogId: null, items, note: 'Please confirm' },
    });
    expect(article.textContent).toContain('2 × LOTUS-SUITE · ₹11,000');
    expect(article.textContent).toContain('Please confirm');
  });

  it('hides a deleted message', () => {
    const article = bubble({ content: null, text: '', deleted: true });
    expect(article.textContent).toContain('This message was deleted.');
  });

  it('shows what is quoted, the ad, reactions and that it was edited', () => {
    const article = bubble({
      context: {
        quote: {
          providerId: 'w',
          message: 'msg_0',
          author: 'customer',
          text: 'Do you have parking?',
          product: { catalogId: null, productId: 'LOTUS-SUITE' },
        },
        referral: {
          sourceType: 'ad',
          sourceId: '12',
          sourceUrl: 'https://fb.me/3',
          headline: 'Monsoon offer',
          body: null,
          mediaType: null,
          mediaUrl: null,
          clickId: 'AR',
        },
        forwarded: null,
      },
      reactions: [{ by: 'customer', emoji: '👍' }],
      editedAt: '2026-11-21T06:01:00Z',
    });
    expect(within(article).getByTestId('quote').textContent).toContain('Do you have parking?');
    expect(within(article).getByTestId('quote').textContent).toContain('LOTUS-SUITE');
    expect(within(article).getByTestId('referral').textContent).toContain('Monsoon offer');
    expect(within(article).getByLabelText('Customer reacted with 👍')).toBeTruthy();
    expect(article.textContent).toContain('Edited');
  });
});
