import { queryOptions, useMutation, useQueryClient, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { api, body, done } from '../api/client';
import { asProblem } from '../api/problem';
import { may, type Me, type Permission, type Schemas } from '../api/model';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: (): Promise<Me> => body(api.GET('/api/v1/me')),
  staleTime: 5 * 60_000,
  retry: false,
});

/** Who is signed in; only below the signed-in layout, which has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export function useMay(permission: Permission): boolean {
  return may(useMe(), permission);
}

/** What the first step of signing in leads to: a session, or the demand for a second factor. */
export type SignInAnswer = Schemas['SignInResponse'];

export type FactorMethod = Schemas['SecondFactorRequest']['method'];

export interface Challenge {
  challenge: string;
  methods: FactorMethod[];
}

/** Asks for a session; a second factor may be wanted first. */
export async function signIn(
  client: QueryClient,
  email: string,
  password: string,
): Promise<Me | Challenge> {
  const answer = await body(api.POST('/api/v1/auth/sign-in', { body: { email, password } }));
  return entered(client, answer);
}

/** What a first step has led to. */
export function entered(client: QueryClient, answer: SignInAnswer): Me | Challenge {
  return answer.challenge
    ? { challenge: answer.challenge, methods: answer.methods ?? [] }
    : signedIn(client, answer);
}

/** Starts afresh with the session that was opened. */
export function signedIn(client: QueryClient, answer: SignInAnswer): Me {
  if (!answer.user) throw new Error('an answer without a session');
  become(client, answer.user);
  return answer.user;
}

/**
 * Goes on as somebody else, or in another business. What was loaded before is dropped, and loaded
 * anew where it is on the screen.
 */
export function become(client: QueryClient, me: Me): void {
  client.setQueryData(meQuery.queryKey, me);
  void client.resetQueries({ predicate: (query) => query.queryKey[0] !== meQuery.queryKey[0] });
}

/** Signs out; where the server could not be told, one still is in, and must not believe otherwise. */
export function useSignOut(leave: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      try {
        await done(api.POST('/api/v1/auth/sign-out'));
      } catch (e) {
        // There is no session to end any more.
        if (asProblem(e).status !== 401) throw e;
      }
    },
    onSuccess: () => {
      client.removeQueries({ queryKey: meQuery.queryKey });
      leave();
    },
  });
}

interface Way {
  latestLocation: { pathname: string; href: string };
  navigate: (to: { to: '/sign-in'; search: { redirect?: string; expired?: true } }) => unknown;
}

/** To where one signs in; whose session ran out comes back to where they were. */
export function toSignIn(router: Way, client: QueryClient, expired: boolean): void {
  const { pathname, href } = router.latestLocation;
  client.removeQueries({ queryKey: meQuery.queryKey });
  // The connection and a refused request tell of the same end: the first word counts.
  if (pathname === '/sign-in') return;
  void router.navigate({ to: '/sign-in', search: expired ? { expired, redirect: href } : {} });
}

/** The first page a person with these permissions can use. */
export function startPage(me: Me): '/inbox' | '/leads' | '/channels' | '/ops/overview' | '/new-business' | '/no-access' {
  if (may(me, 'inbox.read')) return '/inbox';
  if (may(me, 'leads.read')) return '/leads';
  if (may(me, 'ops.read')) return '/ops/overview';
  if (may(me, 'channels.manage')) return '/channels';
  return me.role === 'newcomer' ? '/new-business' : '/no-access';
}

/** Where people come in: leading them back there after they have would go in circles. */
const entrance = /^\/(sign-in|sign-up|check-mail|verify-email|unverified|forgot|reset)([/?#]|$)/;

/** Only paths of this application: an address from outside must not send people elsewhere. */
export function safeRedirect(path: string | undefined): string | undefined {
  if (!path || !/^\/(?![/\\])/.test(path) || /[\\\p{Cc}]/u.test(path)) return undefined;
  return entrance.test(path) ? undefined : path;
}
