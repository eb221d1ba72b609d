import { safeRedirect } from '../../app/session';

/** What this tab remembers while its person is at another site. */
export interface Journey {
  /** Proof that it is the same browser that comes back. */
  flow: string;
  purpose: 'sign-in' | 'link';
  /** Where they wanted to go. */
  redirect?: string;
}

const key = 'leadmetrics.journey';

/** Leaves for another site. */
export function leave(departure: { url: string; flow: string }, then: Omit<Journey, 'flow'>): void {
  sessionStorage.setItem(key, JSON.stringify({ ...then, flow: departure.flow }));
  window.location.assign(departure.url);
}

/** A journey is over once its answer was used. */
export function forget(): void {
  sessionStorage.removeItem(key);
}

/** The journey that ends here, if it began in this tab. */
export function recall(): Journey | undefined {
  const stored = sessionStorage.getItem(key);
  if (!stored) return undefined;
  try {
    const journey = JSON.parse(stored) as Partial<Journey>;
    if (typeof journey.flow !== 'string') return undefined;
    return {
      flow: journey.flow,
      purpose: journey.purpose === 'link' ? 'link' : 'sign-in',
      redirect: safeRedirect(journey.redirect),
    };
  } catch {
    return undefined;
  }
}

/** What the other site put into the address; read as it stands, because codes may look like numbers. */
export function answerOf(search: string): { state: string; code: string } | undefined {
  const parameters = new URLSearchParams(search);
  const state = parameters.get('state');
  const code = parameters.get('code');
  return state && code ? { state, code } : undefined;
}
