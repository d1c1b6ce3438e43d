import type { Flow } from './flow.ts';

/** Where a recovery stands in a flow. */
export interface FlowCursor {
  readonly version: number;
  readonly stepId: string;
  /** Epoch milliseconds at which the step began by plan: the end of the wait before it, however late that was noticed. */
  readonly since: number;
  /** Nothing is decided before, epoch milliseconds, nor on what was read before: since a change of the version. */
  readonly notBefore: number;
  /** How often the recovery came to each step of this version. */
  readonly visits: Readonly<Record<string, number>>;
}

export function cursorAtStart(flow: Flow, nowMs: number): FlowCursor {
  return { version: flow.version, stepId: flow.start, since: nowMs, notBefore: nowMs, visits: { [flow.start]: 1 } };
}

export function cursorAt(cursor: FlowCursor, stepId: string, since: number): FlowCursor {
  const visits = { ...cursor.visits, [stepId]: visitsOf(cursor, stepId) + 1 };
  return { ...cursor, stepId, since, visits };
}

export function visitsOf({ visits }: FlowCursor, stepId: string): number {
  return Object.hasOwn(visits, stepId) ? (visits[stepId] ?? 0) : 0;
}

/**
 * What a message of a step is known by beside its recovery and channel, so that none goes out twice. The first visit has the
 * step's own id in every version, so a step that was decided before a change of the version is not decided again.
 */
export function messageIdOf(stepId: string, visit: number): string {
  // A dot is in no id of a step.
  return visit <= 1 ? stepId : `${stepId}.${visit}`;
}

/** The step, or the rule, that a message is of. */
export function stepIdOf(messageId: string): string {
  const [stepId = messageId] = messageId.split('.', 1);
  return stepId;
}
