import type { Actor } from '../../api-deps.ts';

/** Who acted, as it is written down: never the key itself. */
export function actorName(actor: Actor): string {
  return actor.kind === 'key' ? `key:${actor.keyId}` : 'operator';
}
