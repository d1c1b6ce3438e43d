import {
  type Flow,
  type FlowStep,
  messagesPerRecoveryMax,
  type SplitStep,
  splitFloorPercent,
  stepsPerFlowMax,
} from './flow.ts';
import { type FlowFinding, type FlowProblem, problem } from './flow-finding.ts';
import { edgesOf, edgesOfFlow, leastTimesFrom } from './flow-graph.ts';

/** What is wrong with the ways between the steps: whoever comes in has to get to an end, in a bounded number of steps. */
export function checkShape(flow: Flow): readonly FlowFinding[] {
  const { steps, start, messagesMax } = flow;
  const edges = edgesOfFlow(flow);
  const known = new Set(steps.map(({ id }) => id));
  const reachable = new Set([start, ...leastTimesFrom(start, edges).keys()]);
  const turning = stepsThatTurn(flow);
  return [
    ...(steps.length > stepsPerFlowMax ? [problem('too_many_steps', 'steps')] : []),
    ...(Number.isInteger(messagesMax) && messagesMax >= 1 && messagesMax <= messagesPerRecoveryMax
      ? []
      : [problem('messages_max_wrong', 'messagesMax')]),
    ...(known.has(start) ? [] : [problem('start_unknown', 'start')]),
    ...steps.flatMap((step, index) => {
      const at = (code: FlowProblem, field?: string, otherStepId: string | null = null): FlowFinding => ({
        ...problem(code, [`steps.${index}`, field].filter((part) => part !== undefined).join('.')),
        ...{ stepId: step.id, otherStepId },
      });
      const twin = steps.findIndex(({ id }) => id === step.id) < index;
      const after = leastTimesFrom(step.id, edges);
      const ends = step.kind === 'end' || steps.some(({ id, kind }) => kind === 'end' && after.has(id));
      return [
        ...(twin ? [at('id_duplicate', 'id', step.id)] : []),
        ...edgesOf(step).flatMap(({ to, field }) => (known.has(to) ? [] : [at('next_unknown', field)])),
        ...(reachable.has(step.id) ? [] : [at('unreachable')]),
        ...(ends ? [] : [at('no_end')]),
        ...(turning.includes(step.id) ? [at('loop_without_wait')] : []),
        ...touchesOf(step, steps).map(([code, field]) => at(code, field)),
        ...(step.kind === 'split' && !hasArms(step) ? [at('arms_missing', 'arms')] : []),
        ...(step.kind === 'split' && !hasRoom(step) ? [at('floor_too_high', 'floorPercent')] : []),
      ];
    }),
  ];
}

/** The first step of each loop that nothing holds up. */
function stepsThatTurn(flow: Flow): readonly string[] {
  const edges = edgesOfFlow(flow).filter(({ isBounded }) => !isBounded);
  const after = new Map(flow.steps.map(({ id }) => [id, leastTimesFrom(id, edges)]));
  const isOneLoop = (a: string, b: string) => after.get(a)?.has(b) && after.get(b)?.has(a);
  return flow.steps
    .map(({ id }) => id)
    .filter((id, index, ids) => after.get(id)?.has(id) && !ids.slice(0, index).some((other) => isOneLoop(other, id)));
}

function touchesOf(step: FlowStep, steps: readonly FlowStep[]): readonly (readonly [FlowProblem, string])[] {
  if (step.kind !== 'wait' || step.until !== 'first_due') return [];
  return step.touches.flatMap(({ send }, index): (readonly [FlowProblem, string])[] => {
    const message = steps.find(({ id }) => id === send);
    const field = `touches.${index}.send`;
    if (!message) return [];
    if (message.kind !== 'send') return [['touch_not_send', field]];
    return message.next === step.id ? [] : [['touch_leaves', field]];
  });
}

/** The least shares together leave something to learn with. */
function hasRoom({ allocation, arms, floorPercent = splitFloorPercent.usual }: SplitStep): boolean {
  return allocation !== 'learning' || arms.length * floorPercent < 100;
}

function hasArms({ arms }: SplitStep): boolean {
  return (
    arms.length >= 2 && new Set(arms.map(({ id }) => id)).size === arms.length && arms.every(({ share }) => share > 0)
  );
}
