import type { Actor } from '../../../domain/actor.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { decideMembership, type MembershipChange } from '../../../domain/grant.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** Throws `forbidden` when the actor would give or take more than it holds, `conflict` when the last owner would go. */
export function checkMembership(actor: Actor, change: MembershipChange): void {
  const decision = decideMembership(actor, change);
  switch (decision.kind) {
    case 'allowed':
      return;
    case 'exceeds':
      throw new ServiceError('forbidden', `This role holds a permission that you lack: ${decision.permission}.`, {
        path: 'role',
      });
    case 'last_owner':
      throw new ServiceError(
        'conflict',
        'The last owner of a store stays its owner. Make somebody else an owner first.',
        { path: 'role' },
      );
    default:
      assertNever(decision);
  }
}
