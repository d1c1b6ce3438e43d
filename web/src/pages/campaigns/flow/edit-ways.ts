import { change, idOf, leadTo, newId } from './flow-edit.ts';
import { type Edge, edgesOf, ownedBy, stepOf } from './flow-shape.ts';
import { type Flow, type FlowStep, flowLimits, type StepOf } from './flow-types.ts';

/** Adds a way to a parting step, which goes on where its last one does. Null: it has as many as there can be. */
export function addWay(flow: Flow, id: string): Flow | null {
  const step = stepOf(flow, id);
  if (step?.kind === 'branch' && step.paths.length < flowLimits.pathsMax)
    return change(flow, { ...step, paths: [...step.paths, { when: {}, next: step.otherwise }] });
  if (step?.kind === 'split' && step.arms.length < flowLimits.armsMax)
    return change(flow, { ...step, arms: [...step.arms, { ...newArm(step), next: step.arms.at(-1)?.next ?? id }] });
  return null;
}

function newArm({ arms }: StepOf<'split'>): { readonly id: string; readonly share: number } {
  const taken = new Set(arms.map(({ id }) => id));
  const letter = [...'abcdefghijklmnopqrstuvwxyz'].find((one) => !taken.has(one));
  return { id: letter ?? newId('arm', taken), share: 1 };
}

/** Takes a way of a parting step away with the steps that only it led to. Null: the step needs it. */
export function removeWay(
  flow: Flow,
  id: string,
  index: number,
): { readonly flow: Flow; readonly removed: readonly string[] } | null {
  const step = stepOf(flow, id);
  const edge = step && edgesOf(step)[index];
  if (!edge || (edge.field.kind !== 'path' && edge.field.kind !== 'arm')) return null;
  const owned = ownedBy(flow, edge);
  // A way of its own that comes back would take the step along.
  if (owned.has(id)) return null;
  const left = { ...flow, steps: flow.steps.filter((one) => !owned.has(one.id)) };
  if (step.kind === 'branch' && step.paths.length > 1)
    return { flow: change(left, { ...step, paths: step.paths.filter((_, at) => at !== index) }), removed: [...owned] };
  if (step.kind === 'split' && step.arms.length > 2)
    return { flow: change(left, { ...step, arms: step.arms.filter((_, at) => at !== index) }), removed: [...owned] };
  return null;
}

/** Adds a way like another one, with a copy of the steps that are its own under new ids. Null: it would be too many. */
export function copyWay(flow: Flow, id: string, index: number, taken: ReadonlySet<string>): Flow | null {
  const step = stepOf(flow, id);
  const edge = step && edgesOf(step)[index];
  if (!edge || (edge.field.kind !== 'path' && edge.field.kind !== 'arm')) return null;
  const { copies, start } = copyOwned(flow, edge, taken);
  if (flow.steps.length + copies.length > flowLimits.stepsMax) return null;
  const grown: Flow = { ...flow, steps: [...flow.steps, ...copies] };
  if (step.kind === 'branch' && step.paths.length < flowLimits.pathsMax) {
    const way = { when: { ...step.paths[index]?.when }, next: start };
    return change(grown, { ...step, paths: [...step.paths.slice(0, index + 1), way, ...step.paths.slice(index + 1)] });
  }
  if (step.kind === 'split' && step.arms.length < flowLimits.armsMax) {
    const share = step.arms[index]?.share ?? 1;
    return change(grown, { ...step, arms: [...step.arms, { ...newArm(step), share, next: start }] });
  }
  return null;
}

function copyOwned(flow: Flow, edge: Edge, taken: ReadonlySet<string>) {
  const owned = ownedBy(flow, edge);
  const names = new Map<string, string>();
  const used = new Set(taken);
  for (const { id, kind } of flow.steps) {
    if (!owned.has(id)) continue;
    const name = newId(idOf[kind], used);
    used.add(name);
    names.set(id, name);
  }
  const copies = flow.steps.flatMap((step): FlowStep[] => {
    const name = names.get(step.id);
    if (name === undefined) return [];
    const named = edgesOf(step).reduce((copy, { field, to }) => leadTo(copy, field, names.get(to) ?? to), step);
    return [{ ...named, id: name }];
  });
  return { copies, start: names.get(edge.to) ?? edge.to };
}
