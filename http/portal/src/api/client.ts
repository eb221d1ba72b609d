import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './generated/schema';
import { asProblem, Problem } from './problem';

type SessionEnded = () => void;
let sessionEnded: SessionEnded = () => {};

/** Called once per answer that says the session is over. */
export function onSessionEnded(listener: SessionEnded): void {
  sessionEnded = listener;
}

const session: Middleware = {
  onRequest({ request }) {
    // A header no foreign page can set without being asked first: the guard against forged writes.
    if (request.method !== 'GET') request.headers.set('X-Leadmetrics', 'portal');
    return request;
  },
  onResponse({ response, schemaPath }) {
    const asksWhoIAm = schemaPath === '/api/v1/me' || schemaPath === '/api/v1/auth/sign-in';
    if (response.status === 401 && !asksWhoIAm) sessionEnded();
  },
};

/** Signing in or up by itself says nothing about the session that is asked for; signing out needs one. */
const ownBusiness = /\/api\/v1\/auth\/(?!verification|sign-out)/;
let renewal: Promise<boolean> | undefined;

/** Exchanges the refresh cookie for a new session cookie; requests that come meanwhile wait for it. */
function renew(): Promise<boolean> {
  renewal ??= inTurn(async () => {
    const answer = await globalThis.fetch(
      new Request(`${window.location.origin}/api/v1/auth/refresh`, {
        method: 'POST',
        headers: { 'X-Leadmetrics': 'portal' },
        credentials: 'same-origin',
      }),
    );
    return answer.ok;
  })
    .catch(() => false)
    .finally(() => (renewal = undefined));
  return renewal;
}

/** One window of the browser at a time: they share the cookie, and each token serves once. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  // Only where the page was loaded over https or from this machine.
  const locks = navigator.locks as LockManager | undefined;
  return locks ? await locks.request('session', work) : await work();
}

/** Access lasts minutes, the session weeks: a refused request is sent again with renewed access. */
async function send(request: Request): Promise<Response> {
  if (ownBusiness.test(request.url)) return globalThis.fetch(request);
  const again = request.clone();
  const answer = await globalThis.fetch(request);
  if (answer.status !== 401) return answer;
  return (await renew()) ? globalThis.fetch(again) : answer;
}

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  fetch: send,
});
api.use(session);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; a {@link Problem} is thrown otherwise. */
export async function body<T>(answer: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data } = await settled(answer);
  return data as NonNullable<T>;
}

/** For answers without a body. */
export async function done(answer: Promise<Answer<unknown>>): Promise<void> {
  await settled(answer);
}

async function settled<T>(answer: Promise<Answer<T>>): Promise<Answer<T>> {
  let result: Answer<T>;
  try {
    result = await answer;
  } catch (e) {
    throw asProblem(e);
  }
  if (!result.response.ok) throw Problem.of(result.response.status, result.error);
  return result;
}
