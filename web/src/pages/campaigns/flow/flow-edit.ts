import { edgesOf, isSameWay, reachableFrom, stepOf } from './flow-shape.ts';
import type { Flow, FlowStep, StepOf, Way, WayField } from './flow-types.ts';

/** The kinds of steps that can be added. Where a flow ends is said by where a way leads. */
export const addableKinds = [
  'wait',
  'waitFor',
  'waitUntil',
  'bestTime',
  'send',
  'branch',
  'split',
  'offer',
  'goal',
  'end',
] as const;
export type AddableKind = (typeof addableKinds)[number];

const hourMs = 3_600_000;
/** What the id of a new step begins with. */
export const idOf: Readonly<Record<AddableKind, string>> = {
  wait: 'wait',
  waitFor: 'wait',
  waitUntil: 'wait',
  bestTime: 'split',
  send: 'message',
  branch: 'branch',
  split: 'split',
  offer: 'offer',
  goal: 'goal',
  end: 'end',
};

/** The first id of a kind that no step has or ever had: a message is known by its step's id. */
export function newId(base: string, taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** Between them the best time of a person is looked for; nobody is written to at night. */
const timesOfDay = [
  { id: 'morning', window: { from: '08:00', until: '12:00' } },
  { id: 'afternoon', window: { from: '12:00', until: '18:00' } },
  { id: 'evening', window: { from: '18:00', until: '22:00' } },
] as const;

/** A step of a kind that goes on at `next`, whichever way is taken. */
export function newStep(
  kind: Exclude<AddableKind, 'bestTime'>,
  id: string,
  next: string,
  { template, offer = 'offer' }: { readonly template: string; readonly offer?: string | undefined },
): FlowStep {
  switch (kind) {
    case 'wait':
      return { id, kind: 'wait', until: 'duration', ms: 24 * hourMs, next };
    case 'waitUntil':
      return { id, kind: 'wait', until: 'window', window: { from: '08:00', until: '20:00' }, next };
    case 'waitFor':
      return {
        ...{ id, kind: 'wait', until: 'event', event: { name: 'message_clicked', key: 'cart' } },
        ...{ withinMs: 24 * hourMs, next, onTimeout: next },
      };
    case 'send':
      return {
        ...{ id, kind: 'send', channel: 'email', template, conditions: {}, probabilityMin: null },
        ...{ window: null, staleAfterMs: null, next },
      };
    case 'branch':
      return { id, kind: 'branch', paths: [{ when: { clicked: true }, next }], otherwise: next };
    case 'split':
      return {
        ...{ id, kind: 'split', by: 'person' },
        arms: [
          { id: 'a', share: 1, next },
          { id: 'b', share: 1, next },
        ],
      };
    case 'offer':
      return { id, kind: 'offer', offer, next };
    case 'goal':
      return { id, kind: 'goal', next };
    case 'end':
      return { id, kind: 'end' };
  }
}

/** The steps of a kind, the one that is come to first. The best time of a person is a split between waits. */
function newSteps(
  kind: AddableKind,
  id: string,
  next: string,
  { taken, ...named }: InsertOptions,
): readonly FlowStep[] {
  if (kind !== 'bestTime') return [newStep(kind, id, next, named)];
  const used = new Set([...taken, id]);
  const waits = timesOfDay.map(({ window }): FlowStep => {
    const waitId = newId('wait', used);
    used.add(waitId);
    return { id: waitId, kind: 'wait', until: 'window', window, next };
  });
  const arms = timesOfDay.map((time, index) => ({ id: time.id, share: 1, next: waits[index]?.id ?? next }));
  return [{ id, kind: 'split', by: 'recovery', allocation: 'personal', arms }, ...waits];
}

interface InsertOptions {
  readonly taken: ReadonlySet<string>;
  readonly template: string;
  readonly offer?: string | undefined;
}

/** Whether a step may be put into a way: a message that a wait is for goes straight to it and back. */
export function mayInsert(flow: Flow, way: Way): boolean {
  return way === 'start' || (way.field.kind !== 'touch' && waitFor(flow, way.from) === undefined);
}

export interface Inserted {
  readonly flow: Flow;
  readonly id: string;
  /** Steps that nothing leads to any more: of an end, those that only this way led to. */
  readonly removed: readonly string[];
}

/** Puts a new step into a way: it goes on where the way led. */
export function insert(flow: Flow, way: Way, kind: AddableKind, options: InsertOptions): Inserted {
  const id = newId(idOf[kind], options.taken);
  const added = newSteps(kind, id, targetOf(flow, way), options);
  const at = way === 'start' ? 0 : flow.steps.findIndex((one) => one.id === way.from) + 1;
  const steps = [...flow.steps.slice(0, at), ...added, ...flow.steps.slice(at)];
  const grown = redirect({ ...flow, steps }, way, id);
  return { id, ...withoutLost(grown, reachableFrom(flow, flow.start)) };
}

/** Without the steps that could be reached before and cannot be now, not even from one that never could. */
function withoutLost(flow: Flow, before: ReadonlySet<string>): Omit<Inserted, 'id'> {
  const starts = [flow.start, ...flow.steps.map(({ id }) => id).filter((id) => !before.has(id))];
  const after = new Set(starts.flatMap((id) => [...reachableFrom(flow, id)]));
  const removed = flow.steps.map(({ id }) => id).filter((id) => !after.has(id));
  return { flow: { ...flow, steps: flow.steps.filter(({ id }) => !removed.includes(id)) }, removed };
}

export function targetOf(flow: Flow, way: Way): string {
  if (way === 'start') return flow.start;
  const step = stepOf(flow, way.from);
  const edge = step && edgesOf(step).find((one) => isSameWay(one, way));
  return edge?.to ?? flow.start;
}

/** Lets a way lead to another step. */
export function redirect(flow: Flow, way: Way, to: string): Flow {
  if (way === 'start') return { ...flow, start: to };
  return { ...flow, steps: flow.steps.map((step) => (step.id === way.from ? leadTo(step, way.field, to) : step)) };
}

/** Lets one way of a step lead to another step. */
export function leadTo(step: FlowStep, field: WayField, to: string): FlowStep {
  const at = <T extends object>(items: readonly T[], change: Partial<T>): T[] =>
    items.map((item, index) => ('index' in field && index === field.index ? { ...item, ...change } : item));
  switch (field.kind) {
    case 'next':
      return 'next' in step ? { ...step, next: to } : step;
    case 'timeout':
      return step.kind === 'wait' && step.until === 'event' ? { ...step, onTimeout: to } : step;
    case 'otherwise':
      return step.kind === 'branch' ? { ...step, otherwise: to } : step;
    case 'path':
      return step.kind === 'branch' ? { ...step, paths: at(step.paths, { next: to }) } : step;
    case 'arm':
      return step.kind === 'split' ? { ...step, arms: at(step.arms, { next: to }) } : step;
    case 'touch':
      return step.kind === 'wait' && step.until === 'first_due'
        ? { ...step, touches: at(step.touches, { send: to }) }
        : step;
  }
}

export function change(flow: Flow, step: FlowStep): Flow {
  return { ...flow, steps: flow.steps.map((one) => (one.id === step.id ? step : one)) };
}

/**
 * Takes a step out: whoever came to it goes on where it went on, and what only its other ways led to goes with it. Null: it
 * cannot go, because nothing would follow.
 */
export function remove(flow: Flow, id: string): { readonly flow: Flow; readonly removed: readonly string[] } | null {
  const step = stepOf(flow, id);
  if (!step || flow.steps.length === 1) return null;
  const wait = waitFor(flow, id);
  if (wait) return removeTouch(flow, wait, id);
  const comeIn = flow.start === id || flow.steps.some((one) => one.id !== id && leadsTo(one, id));
  const next = successorOf(flow, step);
  if (next === null && comeIn) return null;
  const before = reachableFrom(flow, flow.start);
  const without: Flow = {
    ...flow,
    start: flow.start === id ? (next ?? flow.start) : flow.start,
    steps: flow.steps.flatMap((one) => (one.id === id ? [] : [next === null ? one : pastStep(one, id, next)])),
  };
  const left = withoutLost(without, before);
  return isWhole(left.flow) ? { flow: left.flow, removed: [id, ...left.removed] } : null;
}

/** Every way leads to a step that there is. */
export function isWhole({ start, steps }: Flow): boolean {
  const known = new Set(steps.map(({ id }) => id));
  return known.has(start) && steps.every((step) => edgesOf(step).every(({ to }) => known.has(to)));
}

function leadsTo(step: FlowStep, id: string): boolean {
  return edgesOf(step).some(({ to }) => to === id);
}

function pastStep(step: FlowStep, id: string, next: string): FlowStep {
  return edgesOf(step).reduce((changed, { field, to }) => (to === id ? leadTo(changed, field, next) : changed), step);
}

/** The step that takes the place of a removed one: rather one that does not lead back to it. */
function successorOf(flow: Flow, step: FlowStep): string | null {
  const edges = edgesOf(step).filter(({ field, to }) => field.kind !== 'touch' && to !== step.id);
  const first = (step.kind === 'branch' ? [...edges].reverse() : edges).map(({ to }) => to);
  return first.find((to) => !reachableFrom(flow, to).has(step.id)) ?? first[0] ?? null;
}

type FirstDue = Extract<StepOf<'wait'>, { until: 'first_due' }>;

/** The wait that a message is one of the messages of. */
export function waitFor(flow: Flow, sendId: string): FirstDue | undefined {
  return flow.steps.find(
    (step): step is FirstDue =>
      step.kind === 'wait' && step.until === 'first_due' && step.touches.some(({ send }) => send === sendId),
  );
}

function removeTouch(flow: Flow, wait: FirstDue, sendId: string) {
  const touches = wait.touches.filter(({ send }) => send !== sendId);
  if (touches.length === 0) return null;
  const steps = flow.steps.filter(({ id }) => id !== sendId);
  const left = change({ ...flow, steps }, { ...wait, touches });
  return isWhole(left) ? { flow: left, removed: [sendId] } : null;
}
