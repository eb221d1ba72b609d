import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs, signedInRoute } from '../../app/roots';

const onboarding = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/onboarding',
  beforeLoad: needs('settings.manage'),
  component: lazyRouteComponent(() => import('./OnboardingPage'), 'OnboardingPage'),
});

export const onboardingRoutes = [onboarding] as const;
