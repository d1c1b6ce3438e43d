import type { Deps, Role } from './deps.ts';
import { type RoleName, roleNames } from './role-names.ts';

type StartRole = (deps: Deps) => Promise<Role>;

/** A role's code is loaded only where it runs. */
const roles = {
  prediction: async () => (await import('./prediction.ts')).startPrediction,
  'ai-engine': async () => (await import('./ai-engine.ts')).startAiEngine,
  delivery: async () => (await import('./delivery.ts')).startDelivery,
  recovery: async () => (await import('./recovery.ts')).startRecovery,
  pipeline: async () => (await import('./pipeline.ts')).startPipeline,
  abandonment: async () => (await import('./abandonment.ts')).startAbandonment,
  api: async () => (await import('./api.ts')).startApi,
} satisfies Record<RoleName, () => Promise<StartRole>>;

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

/** The code of the roles, in the order of `names`. */
export async function loadRoles(
  names: readonly RoleName[],
): Promise<readonly { readonly name: RoleName; readonly start: StartRole }[]> {
  return Promise.all(names.map(async (name) => ({ name, start: await roles[name]() })));
}
