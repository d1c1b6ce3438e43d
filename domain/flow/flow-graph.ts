import { assertNever } from '../assert-never.ts';
import { type Flow, type FlowStep, loopWaitMsMin } from './flow.ts';

/** A way from one step to another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** The field that names the other step. */
  readonly field: string;
  /** Store time that it takes at least. */
  readonly leastMs: number;
  /** Whoever goes it comes back to it a bounded number of times only, or not at once. */
  readonly isBounded: boolean;
}

export function edgesOf(step: FlowStep): readonly Edge[] {
  const edge = (field: string, to: string, ms = 0, isBounded = ms >= loopWaitMsMin): Edge => ({
    ...{ from: step.id, to, field, isBounded },
    leastMs: Math.max(ms, 0) || 0,
  });
  switch (step.kind) {
    case 'send':
    case 'offer':
    case 'goal':
      return [edge('next', step.next)];
    case 'wait':
      switch (step.until) {
        case 'duration':
          return [edge('next', step.next, step.ms)];
        case 'window':
          return [edge('next', step.next)];
        case 'event':
          return [edge('next', step.next), edge('onTimeout', step.onTimeout, step.withinMs)];
        case 'first_due':
          // Each of its messages goes out once.
          return [
            ...step.touches.map(({ send }, index) => edge(`touches.${index}.send`, send, 0, true)),
            edge('next', step.next),
          ];
        default:
          return assertNever(step);
      }
    case 'branch':
      return [
        ...step.paths.map(({ next }, index) => edge(`paths.${index}.next`, next)),
        edge('otherwise', step.otherwise),
      ];
    case 'split':
      return step.arms.map(({ next }, index) => edge(`arms.${index}.next`, next));
    case 'end':
      return [];
    default:
      return assertNever(step);
  }
}

export function edgesOfFlow({ steps }: Pick<Flow, 'steps'>): readonly Edge[] {
  return steps.flatMap(edgesOf);
}

/**
 * The least store time to each step that can be reached by at least one edge. Times shrink with each round, and a way to any
 * step has no more edges than there are steps.
 */
export function leastTimesFrom(from: string, edges: readonly Edge[]): ReadonlyMap<string, number> {
  const least = new Map<string, number>();
  let reached = [{ id: from, ms: 0 }];
  while (reached.length > 0) {
    reached = reached.flatMap(({ id, ms }) =>
      edges.flatMap((edge) => {
        const sum = ms + edge.leastMs;
        if (edge.from !== id || sum >= (least.get(edge.to) ?? Number.POSITIVE_INFINITY)) return [];
        least.set(edge.to, sum);
        return [{ id: edge.to, ms: sum }];
      }),
    );
  }
  return least;
}
