import { render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Me } from '../api/model';
import { me } from '../testing/render';
import { useOneIdentity } from './windows';

/** Windows of one browser: each hears what the others say, never itself. */
class FakeChannel {
  static open = new Set<FakeChannel>();
  onmessage?: (e: { data: unknown }) => void;
  constructor() {
    FakeChannel.open.add(this);
  }
  postMessage(data: unknown) {
    for (const other of FakeChannel.open) if (other !== this) other.onmessage?.({ data });
  }
  close() {
    FakeChannel.open.delete(this);
  }
}

const restarted = vi.fn();
beforeEach(() => {
  restarted.mockClear();
  FakeChannel.open.clear();
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  vi.spyOn(window.location, 'assign').mockImplementation(restarted);
});
afterEach(() => vi.unstubAllGlobals());

function Window({ as }: { as: Me }) {
  useOneIdentity(as);
  return null;
}
const other = { id: 'coast-clinic', name: 'Coast Clinic', timeZone: 'Asia/Kolkata' };

it('goes on beside a window of the same person and business', () => {
  render(<Window as={me} />);
  render(<Window as={me} />);
  expect(restarted).not.toHaveBeenCalled();
});

it.each<[string, Me]>([
  ['another business', { ...me, tenant: other }],
  ['another person', { ...me, id: 'user_2' }],
  ['a business that is helped', { ...me, impersonator: 'user_9' }],
])('starts afresh when another window goes on for %s', (_, them) => {
  render(<Window as={me} />);
  const changing = render(<Window as={me} />);
  changing.rerender(<Window as={them} />);
  expect(restarted).toHaveBeenCalledTimes(1);
  expect(restarted).toHaveBeenCalledWith('/');
});

it('says nothing more once it is closed', () => {
  const closed = render(<Window as={me} />);
  closed.unmount();
  render(<Window as={{ ...me, id: 'user_2' }} />);
  expect(restarted).not.toHaveBeenCalled();
});
