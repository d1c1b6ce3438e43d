import { startAbandonment } from './abandonment.ts';
import { startApi } from './api.ts';
import { startDelivery } from './delivery.ts';
import type { Deps, Role } from './deps.ts';
import { startPipeline } from './pipeline.ts';
import { startPrediction } from './prediction.ts';
import { startRecovery } from './recovery.ts';

/**
 * Every role, in the order in which they start: who does the work before who brings it. They stop in the reverse
 * order, so that nothing new comes in while the work in hand is finished.
 */
const roles = {
  prediction: startPrediction,
  delivery: startDelivery,
  recovery: startRecovery,
  pipeline: startPipeline,
  abandonment: startAbandonment,
  api: startApi,
} satisfies Record<string, (deps: Deps) => Promise<Role>>;

export type RoleName = keyof typeof roles;
export const roleNames = Object.keys(roles) as readonly RoleName[];

export class UnknownRoleError extends Error {
  override readonly name = 'UnknownRoleError';
}

/** `all`, or any of the roles; none means all. Throws `UnknownRoleError` with the names there are. */
export function chooseRoles(names: readonly string[]): readonly RoleName[] {
  const unknown = names.find((name) => name !== 'all' && !Object.hasOwn(roles, name));
  if (unknown !== undefined) {
    throw new UnknownRoleError(`There is no role "${unknown}": the roles are all, ${roleNames.join(', ')}.`);
  }
  return names.length === 0 || names.includes('all') ? roleNames : roleNames.filter((name) => names.includes(name));
}

export function startRole(name: RoleName, deps: Deps): Promise<Role> {
  return roles[name](deps);
}
