import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { show } from '../testing/render';
import { SureButton } from './SureButton';

function shown() {
  const done = vi.fn();
  show(
    <>
      <SureButton sure="Discard for good?" onSure={done}>
        Discard
      </SureButton>
      <button type="button">Something else</button>
    </>,
  );
  return done;
}

it('does it at the second press', async () => {
  const done = shown();
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
  expect(done).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Discard for good?' }));
  expect(done).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('button', { name: 'Discard' })).toBeDefined();
});

it('asks again after people have turned to something else, or said no', async () => {
  const done = shown();
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
  await userEvent.click(screen.getByRole('button', { name: 'Something else' }));
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
  await userEvent.keyboard('{Escape}{Enter}');
  expect(screen.getByRole('button', { name: 'Discard for good?' })).toBeDefined();
  expect(done).not.toHaveBeenCalled();
});
