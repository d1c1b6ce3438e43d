import type { CampaignContent } from '../campaign-content.ts';
import { compileRules } from '../flow/compile-rules.ts';
import { type FlowProgram, type FlowStep, type SendStep, stepsPerFlowMax, type WaitStep } from '../flow/flow.ts';

/** How long a campaign waits from the abandonment to its first message. */
export interface FirstWait {
  /** Store time. */
  readonly ms: number;
  /** The message after the first one is due from then on: the first has to stay before it. Null: there is none of its wait. */
  readonly beforeMs: number | null;
}

/** Ids of the arms, of which the first is what the campaign does now. */
export const suggestionArms = { now: 'as-now', other: 'suggested' } as const;
const splitId = 'first-message-time';
/** Of the steps of the second arm. */
const copySuffix = '-suggested';
const idLengthMax = 50;

type FirstDue = Extract<WaitStep, { until: 'first_due' }>;
type Duration = Extract<WaitStep, { until: 'duration' }>;

/** Null: its flow begins with something else than a wait of some length, so that there is no time to compare. */
export function firstWaitOf(content: CampaignContent): FirstWait | null {
  const wait = waitAtStart(programOf(content));
  if (!wait) return null;
  if (wait.until === 'duration') return { ms: wait.ms, beforeMs: null };
  const [first, second] = byTime(wait);
  return first && first.localTime === null ? { ms: first.delayMs, beforeMs: second?.delayMs ?? null } : null;
}

/** The campaign with another time of its first message, for everybody. Null where it has none. */
export function withFirstWait(content: CampaignContent, ms: number): FlowProgram | null {
  const program = programOf(content);
  const wait = waitAtStart(program);
  if (!wait) return null;
  return { ...program, steps: program.steps.map((step) => (step === wait ? waiting(wait, ms) : step)) };
}

/**
 * The campaign with a split before its first message: half of the people as now, half at another time. What follows is the
 * same for both, and messages of the first arm keep their ids, so nobody who got one gets it again. Null where the campaign
 * has no such time, or would become too long.
 */
export function withFirstWaitArm(content: CampaignContent, ms: number): FlowProgram | null {
  const program = programOf(content);
  const wait = waitAtStart(program);
  if (!wait) return null;
  const copies = copiesFor(program, wait, ms);
  const start = copies[0]?.id;
  if (start === undefined) return null;
  const steps: readonly FlowStep[] = [
    {
      id: splitId,
      kind: 'split',
      by: 'person',
      arms: [
        { id: suggestionArms.now, share: 50, next: wait.id },
        { id: suggestionArms.other, share: 50, next: start },
      ],
    },
    ...program.steps,
    ...copies,
  ];
  const ids = new Set(steps.map(({ id }) => id));
  const fits = ids.size === steps.length && steps.length <= stepsPerFlowMax;
  return fits && [...ids].every((id) => id.length <= idLengthMax) ? { ...program, start: splitId, steps } : null;
}

function programOf({ rules, flow }: CampaignContent): FlowProgram {
  if (flow) return flow;
  const { version: _, ...program } = compileRules(rules, 0);
  return program;
}

function waitAtStart({ start, steps }: FlowProgram): FirstDue | Duration | null {
  const first = steps.find(({ id }) => id === start);
  return first?.kind === 'wait' && (first.until === 'duration' || first.until === 'first_due') ? first : null;
}

function byTime({ touches }: FirstDue) {
  return touches.toSorted((a, b) => a.delayMs - b.delayMs);
}

function waiting(wait: FirstDue | Duration, ms: number): FirstDue | Duration {
  if (wait.until === 'duration') return { ...wait, ms };
  const [first] = byTime(wait);
  return { ...wait, touches: wait.touches.map((touch) => (touch === first ? { ...touch, delayMs: ms } : touch)) };
}

/** The wait of the second arm; with messages that come back to their wait, copies of those too. */
function copiesFor({ steps }: FlowProgram, wait: FirstDue | Duration, ms: number): readonly FlowStep[] {
  const copy = waiting({ ...wait, id: copyId(wait.id) }, ms);
  if (copy.until === 'duration') return [copy];
  const touched = new Set(copy.touches.map(({ send }) => send));
  const sends = steps.filter((step): step is SendStep => step.kind === 'send' && touched.has(step.id));
  return [
    { ...copy, touches: copy.touches.map((touch) => ({ ...touch, send: copyId(touch.send) })) },
    ...sends.map((send) => ({ ...send, id: copyId(send.id), next: copy.id })),
  ];
}

function copyId(id: string): string {
  return `${id}${copySuffix}`;
}
