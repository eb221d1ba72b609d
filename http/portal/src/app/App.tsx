import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { onSessionEnded } from '../api/client';
import { asProblem } from '../api/problem';
import { toSignIn } from './session';
import { createAppRouter } from './router';
import { cssVariables, theme } from './theme';

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // What the server refuses, it refuses again; only a failing server is worth another try.
        retry: (failures, error) => {
          const { status } = asProblem(error);
          return failures < 2 && (status === 0 || status >= 500);
        },
      },
    },
  });
}

export function App() {
  const [queries] = useState(createQueryClient);
  const [router] = useState(() => createAppRouter(queries));

  useEffect(() => {
    onSessionEnded(() => toSignIn(router, queries, true));
    return () => onSessionEnded(() => {});
  }, [router, queries]);

  return (
    <DirectionProvider>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
