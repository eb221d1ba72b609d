import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { Suspense } from 'react';
import { beforeAll, expect, it, vi } from 'vitest';
import { meQuery, useMe } from '../../app/session';
import { me } from '../../testing/render';
import { BusinessForm } from './BusinessForm';
import { save, settingsQuery, useSave, type Settings } from './settings';
import { SettingsPage } from './SettingsForm';

const settings = (name: string) =>
  ({
    profile: { name, industry: 'hotel', timeZone: 'Asia/Kolkata', questions: [] },
    info: {},
  }) as unknown as Settings;

beforeAll(() => i18next.loadNamespaces('business'));

function Form({ known }: { known: Settings }) {
  return <BusinessForm settings={known} saving={useSave(save.business)} writable />;
}
function Menu() {
  return <p>In the menu: {useMe().tenant?.name}</p>;
}

function open(): void {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 10_000 } } });
  queries.setQueryData(meQuery.queryKey, me);
  // Looked at a minute ago; somebody has changed it since.
  queries.setQueryData(settingsQuery.queryKey, settings('Lotus House'), { updatedAt: Date.now() - 60_000 });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <Suspense>
          <Menu />
          <SettingsPage title="Business" lead="">
            {(known) => <Form known={known} />}
          </SettingsPage>
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

it('starts from what is true now, and shows what was saved everywhere', async () => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const request = input as Request;
    if (request.method === 'GET') return Response.json(settings('Lotus Palace'));
    const { name } = (await request.json()) as { name: string };
    return Response.json(settings(name));
  });
  open();
  const name = await screen.findByLabelText(/^Name/);
  expect(name).toHaveProperty('value', 'Lotus Palace');
  const user = userEvent.setup();
  await user.clear(name);
  await user.type(name, 'Lotus Garden');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.getByText('In the menu: Lotus Garden')).toBeDefined());
});
