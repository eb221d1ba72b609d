import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs, signedInRoute } from '../../app/roots';

const channelsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/channels',
  beforeLoad: needs('channels.manage'),
  component: lazyRouteComponent(() => import('./ChannelsPage'), 'ChannelsPage'),
});

export const channelsRoutes = [channelsRoute] as const;
