import type { Flow, FlowStep, WayField } from './flow-types.ts';

/** A way out of a step, with the step that it leads to. */
export interface Edge {
  readonly from: string;
  readonly field: WayField;
  readonly to: string;
}

/** The ways out of a step, in the order in which they are read. */
export function edgesOf(step: FlowStep): readonly Edge[] {
  const edge = (field: WayField, to: string): Edge => ({ from: step.id, field, to });
  switch (step.kind) {
    case 'send':
    case 'offer':
    case 'goal':
      return [edge({ kind: 'next' }, step.next)];
    case 'wait':
      switch (step.until) {
        case 'duration':
        case 'window':
          return [edge({ kind: 'next' }, step.next)];
        case 'event':
          return [edge({ kind: 'next' }, step.next), edge({ kind: 'timeout' }, step.onTimeout)];
        case 'first_due':
          return [
            ...step.touches.map(({ send }, index) => edge({ kind: 'touch', index }, send)),
            edge({ kind: 'next' }, step.next),
          ];
      }
      break;
    case 'branch':
      return [
        ...step.paths.map(({ next }, index) => edge({ kind: 'path', index }, next)),
        edge({ kind: 'otherwise' }, step.otherwise),
      ];
    case 'split':
      return step.arms.map(({ next }, index) => edge({ kind: 'arm', index }, next));
    case 'end':
      return [];
  }
}

/** Whether a step sends people different ways. */
export function divides(step: FlowStep): boolean {
  return step.kind === 'branch' || step.kind === 'split' || (step.kind === 'wait' && edgesOf(step).length > 1);
}

export function stepOf({ steps }: Flow, id: string): FlowStep | undefined {
  return steps.find((step) => step.id === id);
}

/** The steps that can be reached from one, itself included; `without`: not through that step or way. */
export function reachableFrom(
  flow: Flow,
  start: string,
  without: { readonly step?: string; readonly edge?: Pick<Edge, 'from' | 'field'> } = {},
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = id === without.step ? undefined : stepOf(flow, id);
    if (found.has(id) || !step) continue;
    found.add(id);
    open.push(...edgesOf(step).flatMap((edge) => (isSameWay(edge, without.edge) ? [] : [edge.to])));
  }
  return found;
}

/** The steps that only this way leads to: neither the start, nor its own step by another way, nor one that nobody comes to. */
export function ownedBy(flow: Flow, edge: Edge): ReadonlySet<string> {
  const behind = reachableFrom(flow, edge.to);
  const cutOff = unreached(flow).filter(({ id }) => !behind.has(id));
  const starts = [flow.start, edge.from, ...cutOff.map(({ id }) => id)];
  const others = new Set(starts.flatMap((start) => [...reachableFrom(flow, start, { edge })]));
  return new Set([...behind].filter((id) => !others.has(id)));
}

export function unreached(flow: Flow): readonly FlowStep[] {
  const reached = reachableFrom(flow, flow.start);
  return flow.steps.filter(({ id }) => !reached.has(id));
}

export function keyOf(field: WayField): string {
  return 'index' in field ? `${field.kind}-${field.index}` : field.kind;
}

export function isSameWay(
  edge: Pick<Edge, 'from' | 'field'>,
  other: Pick<Edge, 'from' | 'field'> | undefined,
): boolean {
  return edge.from === other?.from && keyOf(edge.field) === keyOf(other.field);
}

/** A step as it is read: the ways that part at it with the steps that are theirs alone, and where it goes on otherwise. */
export interface OutlineStep {
  readonly step: FlowStep;
  readonly ways: readonly OutlineWay[];
}

export interface OutlineWay {
  readonly edge: Edge;
  /** Steps that are read under this way; empty: it goes on at a step that is read elsewhere. */
  readonly steps: readonly OutlineStep[];
  /** The step that follows in the same list, so that nothing has to be said. */
  readonly isNext: boolean;
}

/**
 * The flow in reading order: each step that can be reached once. What only one way of a parting step leads to is nested below
 * that way; where the ways meet again, the list goes on.
 */
export function outlineOf(flow: Flow): readonly OutlineStep[] {
  if (!stepOf(flow, flow.start)) return [];
  const reached = reachableFrom(flow, flow.start);
  const edges = flow.steps.filter(({ id }) => reached.has(id)).flatMap(edgesOf);
  const inFront = nearestInFront(flow, reached);
  const into = (id: string) => edges.filter((edge) => edge.to === id);
  const listFrom = (first: string): readonly OutlineStep[] => {
    const list: OutlineStep[] = [];
    const open = [first];
    for (let id = open.shift(); id !== undefined; id = open.shift()) {
      const step = stepOf(flow, id);
      if (!step) continue;
      const out = edgesOf(step);
      const nested = divides(step)
        ? out.filter(({ to }) => inFront.get(to) === id && into(to).length === 1 && to !== flow.start)
        : [];
      const inside = new Set(nested.map(({ to }) => to));
      const after = [...reached].filter((other) => inFront.get(other) === id && !inside.has(other));
      open.unshift(...after);
      list.push({
        step,
        ways: out.map((edge) => ({
          edge,
          steps: nested.includes(edge) ? listFrom(edge.to) : [],
          isNext: !divides(step) && open[0] === edge.to,
        })),
      });
    }
    return list;
  };
  return listFrom(flow.start);
}

/** For each step the last one that everybody passes on the way to it. */
function nearestInFront(flow: Flow, reached: ReadonlySet<string>): ReadonlyMap<string, string> {
  const behind = new Map(
    [...reached].map((id) => {
      const others = reachableFrom(flow, flow.start, { step: id });
      return [id, new Set([...reached].filter((other) => other !== id && !others.has(other)))] as const;
    }),
  );
  const inFront = new Map<string, string>();
  for (const id of reached) {
    const all = [...reached].filter((other) => behind.get(other)?.has(id));
    const nearest = all.find((other) => all.every((one) => one === other || behind.get(one)?.has(other)));
    if (nearest !== undefined) inFront.set(id, nearest);
  }
  return inFront;
}
