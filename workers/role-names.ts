/**
 * Every role, in the order in which they start: who does the work before who brings it. They stop in the reverse order, so
 * that nothing new comes in while the work in hand is finished.
 */
export const roleNames = ['prediction', 'ai-engine', 'delivery', 'recovery', 'pipeline', 'abandonment', 'api'] as const;
export type RoleName = (typeof roleNames)[number];
