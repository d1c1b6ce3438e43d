import { stickyArm } from './flow/sticky-arm.ts';
import type { PredictionRole } from './model.ts';

/** Which role answers for a cart, and the exact chance that it did before the cart was known. */
export interface DrawnRole {
  readonly role: PredictionRole;
  readonly propensity: number;
}

/**
 * Draws the role that answers: who was answered by the canary of a rollout is answered by it again, also when its share
 * grows, and another rollout draws anew. `subjectId` is the person, or the cart of somebody unknown.
 */
export function drawRole({
  rolloutId,
  subjectId,
  percent,
}: {
  readonly rolloutId: string;
  readonly subjectId: string;
  readonly percent: number;
}): DrawnRole {
  const shares = [
    { id: 'primary', share: 100 - percent },
    { id: 'canary', share: percent },
  ] as const;
  const role = stickyArm({ subjectId, stepId: rolloutId }, shares).id;
  return { role, propensity: (role === 'canary' ? percent : 100 - percent) / 100 };
}
