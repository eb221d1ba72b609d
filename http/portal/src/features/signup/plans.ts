import { queryOptions } from '@tanstack/react-query';
import { Problem } from '../../api/problem';

/** As much of a plan as there is to choose by. */
export interface PlanOffer {
  plan: string;
  name: string;
  price: { minor: number; currency: string };
  limits: { creditsPerMonth: number; seats: number; channels: number };
}

const free: PlanOffer = {
  plan: 'free',
  name: 'Free',
  price: { minor: 0, currency: 'INR' },
  limits: { creditsPerMonth: 0, seats: 1, channels: 1 },
};

/** What can be chosen; where nothing is for sale, everybody starts free. */
export const offersQuery = queryOptions({
  queryKey: ['plan-offers'],
  queryFn: async (): Promise<PlanOffer[]> => {
    const answer = await fetch('/api/v1/plans', { credentials: 'same-origin' });
    if (answer.status === 404) return [free];
    const text: unknown = await answer.json();
    if (!answer.ok) throw Problem.of(answer.status, text);
    return (text as { items: PlanOffer[] }).items;
  },
  staleTime: 60_000,
});
