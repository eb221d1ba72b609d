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

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  // Looked up per call, so that tests can stand in for the network.
  fetch: (request) => globalThis.fetch(request),
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
