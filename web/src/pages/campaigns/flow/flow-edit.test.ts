import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkShape } from '../../../../../domain/flow/check-shape.ts';
import { anyFlow } from '../../../../../test/flow-story.ts';
import { addWay, copyWay, removeWay } from './edit-ways.ts';
import { addableKinds, change, insert, isWhole, mayInsert, redirect, remove } from './flow-edit.ts';
import { beginFlow, editFlow, type FlowEdit, undoStepsMax } from './flow-history.ts';
import { edgesOf, reachableFrom } from './flow-shape.ts';
import type { Flow, FlowStep, Way } from './flow-types.ts';
import { starterFlow } from './starter-flow.ts';

/** Any sound flow, as the API gives it. */
const sound: fc.Arbitrary<Flow> = anyFlow.map(({ version: _, ...flow }) => structuredClone(flow) as Flow);
const pick = fc.nat();

const waysOf = (flow: Flow): readonly Way[] => ['start', ...flow.steps.flatMap(edgesOf)];
const at = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;
const idsOf = ({ steps }: Flow) => steps.map(({ id }) => id);
const takenOf = (flow: Flow) => ({ taken: new Set(idsOf(flow)), template: 'cart-reminder-1' });
/** Problems of its shape, other than how many steps there are. */
const problems = (flow: Flow) =>
  checkShape({ version: 0, entry: {}, exits: [], ...flow } as Parameters<typeof checkShape>[0]).map(({ code }) => code);

/** One edit that the editor offers, or null where this one is not offered. */
function anyEdit(flow: Flow, kind: number, where: number, what: number): Flow | null {
  const step = at(flow.steps, where);
  switch (kind % 7) {
    case 0:
      return insert(flow, at(waysOf(flow), where), at(addableKinds, what), takenOf(flow)).flow;
    case 1:
      return remove(flow, step.id)?.flow ?? null;
    case 2:
      return addWay(flow, step.id);
    case 3:
      return removeWay(flow, step.id, what % 4)?.flow ?? null;
    case 4:
      return copyWay(flow, step.id, what % 4, takenOf(flow).taken);
    case 5:
      return redirect(flow, at(waysOf(flow), where), at(flow.steps, what).id);
    default:
      return step.kind === 'wait' && step.until === 'duration' ? change(flow, { ...step, ms: what }) : null;
  }
}

const edits = fc.array(fc.tuple(pick, pick, pick), { maxLength: 12 });

describe('an edit of a flow', () => {
  test('keeps every way leading to a step, and no id twice, whatever is done after each other', () => {
    fc.assert(
      fc.property(sound, edits, (begun, all) => {
        let flow = begun;
        for (const [kind, where, what] of all) flow = anyEdit(flow, kind, where, what) ?? flow;
        expect(isWhole(flow)).toBe(true);
        expect(new Set(idsOf(flow)).size).toBe(flow.steps.length);
      }),
    );
  });

  test('that removes a way keeps what another way of a step leads to that nobody comes to', () => {
    const cutOff: Flow = {
      messagesMax: 1,
      start: 'end',
      steps: [
        {
          id: 'fork',
          kind: 'branch',
          paths: [
            { when: {}, next: 'goal' },
            { when: {}, next: 'goal' },
          ],
          otherwise: 'goal',
        },
        { id: 'goal', kind: 'goal', next: 'end' },
        { id: 'end', kind: 'end' },
      ],
    };
    expect(removeWay(cutOff, 'fork', 0)?.removed).toEqual([]);
  });

  test('that inserts a step leaves a sound flow sound, and nobody passes it by', () => {
    fc.assert(
      fc.property(sound, pick, fc.constantFrom(...addableKinds), (flow, where, kind) => {
        const way = at(
          waysOf(flow).filter((one) => mayInsert(flow, one)),
          where,
        );
        const { flow: grown, id } = insert(flow, way, kind, takenOf(flow));
        // An end may leave a loop without a way out, which is said at its steps.
        if (kind !== 'end') expect(problems(grown)).toEqual(problems(flow));
        expect(reachableFrom(grown, grown.start).has(id)).toBe(true);
      }),
    );
  });

  test('that inserts the best time of day chooses for each person between hours, and goes on where the way led', () => {
    const { flow, id } = insert(starterFlow, 'start', 'bestTime', takenOf(starterFlow));
    const [split, ...others] = flow.steps;
    expect([flow.start, split?.id]).toEqual([id, id]);
    expect(split).toMatchObject({ kind: 'split', by: 'recovery', allocation: 'personal' });
    const waits = others.filter((step) => step.kind === 'wait' && step.until === 'window');
    expect(waits.map((step) => 'next' in step && step.next)).toEqual(Array(3).fill(starterFlow.start));
    expect(split?.kind === 'split' && split.arms.map(({ next }) => next)).toEqual(waits.map((step) => step.id));
  });

  test('that removes a step lets those who came to it go on where it went on', () => {
    const left = remove(starterFlow, 'message-1');
    expect(left?.removed).toEqual(['message-1']);
    expect(left?.flow.steps.find(({ id }) => id === 'wait-1')).toMatchObject({ next: 'wait-2' });
    expect(problems(left?.flow ?? starterFlow)).toEqual([]);
  });

  test('that removes a parting takes the steps along that only its other ways led to', () => {
    const left = remove(starterFlow, 'wait-2');
    expect(left?.removed).toEqual(['wait-2', 'message-2']);
    expect(left?.flow.steps.find(({ id }) => id === 'message-1')).toMatchObject({ next: 'end-1' });
  });

  test('does not remove what nothing would follow', () => {
    expect(remove(starterFlow, 'end-1')).toBeNull();
    const alone: Flow = { messagesMax: 1, start: 'end', steps: [{ id: 'end', kind: 'end' }] };
    expect(remove(alone, 'end')).toBeNull();
  });

  test('gives a new step an id that none has or had', () => {
    const { flow } = insert(starterFlow, 'start', 'wait', {
      taken: new Set([...idsOf(starterFlow), 'wait-3']),
      template: 'x',
    });
    expect(flow.start).toBe('wait-4');
  });

  test('copies a way with what is its own under new ids, and leads on to what is shared', () => {
    const split = insert(starterFlow, { from: 'message-1', field: { kind: 'next' } }, 'branch', takenOf(starterFlow));
    const own = insert(split.flow, { from: split.id, field: { kind: 'path', index: 0 } }, 'send', takenOf(split.flow));
    const copied = copyWay(own.flow, split.id, 0, takenOf(own.flow).taken);
    const branch = copied?.steps.find(({ id }) => id === split.id);
    expect(branch).toMatchObject({
      paths: [
        { next: own.id, when: { clicked: true } },
        { next: 'message-4', when: { clicked: true } },
      ],
    });
    expect(copied?.steps.find(({ id }) => id === 'message-4')).toMatchObject({ kind: 'send', next: 'wait-2' });
    expect(problems(copied ?? starterFlow)).toEqual([]);
  });

  test('of a message that a wait is for takes it off the wait, and never the last one', () => {
    const touch = (send: string) => ({ send, delayMs: 60_000, localTime: null });
    const message = (id: string): FlowStep => ({
      ...{ id, kind: 'send', channel: 'email', template: 'one', next: 'due' },
    });
    const flow: Flow = {
      ...{ messagesMax: 2, start: 'due' },
      steps: [
        { id: 'due', kind: 'wait', until: 'first_due', touches: [touch('a'), touch('b')], next: 'end' },
        message('a'),
        message('b'),
        { id: 'end', kind: 'end' },
      ],
    };
    const left = remove(flow, 'a');
    expect(left?.flow.steps[0]).toMatchObject({ touches: [{ send: 'b' }] });
    expect(left && remove(left.flow, 'b')).toBeNull();
  });
});

describe('what was edited', () => {
  const edited = (edit: FlowEdit, flow: Flow, field: string | null = null) =>
    editFlow(edit, { kind: 'edited', flow, field });

  test('is undone to where it began, and redone to where it was', () => {
    fc.assert(
      fc.property(sound, edits, (begun, all) => {
        let edit = beginFlow(begun, []);
        for (const [kind, where, what] of all) edit = edited(edit, anyEdit(edit.flow, kind, where, what) ?? edit.flow);
        const back = all.reduce((one) => editFlow(one, { kind: 'undone' }), edit);
        expect(back.flow).toEqual(begun);
        expect(all.reduce((one) => editFlow(one, { kind: 'redone' }), back).flow).toEqual(edit.flow);
      }),
    );
  });

  test('in one field is undone as one edit', () => {
    const named = (messagesMax: number) => ({ ...starterFlow, messagesMax });
    const typed = [1, 12, 2].reduce(
      (edit, max) => edited(edit, named(max), '/messagesMax'),
      beginFlow(starterFlow, []),
    );
    expect(editFlow(typed, { kind: 'undone' }).flow).toEqual(starterFlow);
  });

  test('is kept no further back than the limit', () => {
    let edit = beginFlow(starterFlow, []);
    for (let index = 0; index < undoStepsMax + 5; index++) edit = edited(edit, { ...starterFlow, messagesMax: index });
    expect(edit.past).toHaveLength(undoStepsMax);
  });

  test('and cannot be read stays until it can, or until its field is gone', () => {
    const unread = editFlow(beginFlow(starterFlow, []), { kind: 'unread', field: 'wait-1/ms', text: 'soon' });
    expect(edited(unread, starterFlow, 'other').unread).toEqual({ 'wait-1/ms': 'soon' });
    expect(edited(unread, starterFlow, 'wait-1/ms').unread).toEqual({});
    const without = remove(starterFlow, 'wait-1');
    expect(without && edited(unread, without.flow).unread).toEqual({});
  });

  test('never gives the id of a removed step again', () => {
    const without = remove(starterFlow, 'message-2')?.flow ?? starterFlow;
    const edit = edited(beginFlow(starterFlow, []), without);
    expect(insert(edit.flow, 'start', 'send', { taken: edit.taken, template: 'x' }).id).toBe('message-3');
  });
});
