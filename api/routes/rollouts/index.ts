import { rolloutCommands } from '../../../domain/rollout/rollout.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { postRolloutCommand, postRollouts } from './change.ts';
import { getRolloutDetail, getRollouts } from './read.ts';

/** Model versions on their way from shadow to all carts. */
export function rolloutRoutes(deps: RouteDeps) {
  const [hold, resume, undo] = rolloutCommands;
  return [
    getRollouts(deps),
    getRolloutDetail(deps),
    postRollouts(deps),
    postRolloutCommand(deps, hold),
    postRolloutCommand(deps, resume),
    postRolloutCommand(deps, undo),
  ] as const;
}
