import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { show } from '../testing/render';
import { SearchInput } from './SearchInput';

function Filters() {
  const [filter, setFilter] = useState({ actor: '', target: '' });
  return (
    <>
      <SearchInput label="Actor" value={filter.actor} onChange={(actor) => setFilter({ ...filter, actor })} />
      <SearchInput label="Target" value={filter.target} onChange={(target) => setFilter({ ...filter, target })} />
      <output>{JSON.stringify(filter)}</output>
    </>
  );
}

it('keeps what was typed into the field beside it a moment before', async () => {
  const user = userEvent.setup();
  show(<Filters />);
  await user.type(screen.getByLabelText('Actor'), 'priya');
  await user.type(screen.getByLabelText('Target'), 'lead');
  await waitFor(() => expect(screen.getByText('{"actor":"priya","target":"lead"}')).toBeDefined());
});
