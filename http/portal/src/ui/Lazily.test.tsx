import { Modal } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { show } from '../testing/render';
import { Lazily } from './Lazily';

function Page() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        Open
      </button>
      <Lazily when={opened}>
        <Modal opened={opened} onClose={() => setOpened(false)} title="Dialog" closeButtonProps={{ 'aria-label': 'Close' }} />
      </Lazily>
    </>
  );
}

it('gives the keyboard back to what a dialog was opened with, the first time, too', async () => {
  const user = userEvent.setup();
  show(<Page />);
  await user.tab();
  for (let time = 0; time < 2; time++) {
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' })));
  }
});
