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
  at: '2026-11-21T06:00:00Z',
  status: 'sent',
  statusAt: '2026-11-21T06:00:01Z',
  error: null,
  ai: null,
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
  const article = bubble({ text: 'א'.repeat(1199) + '🌿'.repeat(50) });
  const text = within(article).getByTestId('message-text');
  expect(text.getAttribute('dir')).toBe('auto');
  expect(text.textContent).toBe('א'.repeat(1199) + '…');
  expect(within(article).getByRole('button', { name: 'Show all' })).toBeTruthy();
});
