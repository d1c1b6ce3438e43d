import type { RouteDeps } from '../route-deps.ts';
import { postEvents } from './events/post.ts';

/** Every documented route: adding one is one file and one line here. */
export function apiRoutes(deps: RouteDeps) {
  return [postEvents(deps)] as const;
}
