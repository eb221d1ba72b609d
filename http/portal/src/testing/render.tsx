import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import { Suspense, type ReactNode } from 'react';
import type { Me } from '../api/model';
import { meQuery } from '../app/session';

export const me: Me = {
  id: 'user_1',
  email: 'priya@lotus-house.example',
  name: 'Priya Nair',
  role: 'agent',
  tenant: { id: 'lotus-house', name: 'Lotus House', timeZone: 'Asia/Kolkata' },
  permissions: ['inbox.read', 'inbox.reply'],
  verified: true,
  memberships: [],
  impersonator: null,
  language: 'en',
  timeZone: '',
  avatar: '',
  picture: null,
  logo: null,
};

/** Renders a part of the portal for a signed-in person. */
export function show(ui: ReactNode, as: Me = me): RenderResult {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(meQuery.queryKey, as);
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <Suspense>{ui}</Suspense>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
