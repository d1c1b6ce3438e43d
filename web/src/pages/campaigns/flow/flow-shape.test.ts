import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyFlow } from '../../../../../test/flow-story.ts';
import { insert } from './flow-edit.ts';
import { type OutlineStep, outlineOf, unreached } from './flow-shape.ts';
import type { Flow } from './flow-types.ts';
import { starterFlow } from './starter-flow.ts';

const sound: fc.Arbitrary<Flow> = anyFlow.map(({ version: _, ...flow }) => structuredClone(flow) as Flow);

/** The outline as lines, a way by its field. */
function written(steps: readonly OutlineStep[], depth = 0): readonly string[] {
  const indent = '  '.repeat(depth);
  return steps.flatMap(({ step, ways }) => [
    `${indent}${step.id}`,
    ...ways.flatMap(({ edge, steps: inner, isNext }) =>
      inner.length > 0
        ? [`${indent}${edge.field.kind}:`, ...written(inner, depth + 1)]
        : isNext
          ? []
          : [`${indent}${edge.field.kind} -> ${edge.to}`],
    ),
  ]);
}

describe('the reading order of a flow', () => {
  test('nests what is of one way alone, and goes on where the ways meet', () => {
    expect(written(outlineOf(starterFlow))).toEqual([
      'wait-1',
      'message-1',
      'wait-2',
      'next -> end-1',
      'timeout:',
      '  message-2',
      '  next -> end-1',
      'end-1',
    ]);
  });

  test('has each step that can be reached once, and says of each way where it leads', () => {
    const count = (steps: readonly OutlineStep[]): readonly string[] =>
      steps.flatMap(({ step, ways }) => [step.id, ...ways.flatMap((way) => count(way.steps))]);
    fc.assert(
      fc.property(sound, (flow) => {
        expect([...count(outlineOf(flow))].sort()).toEqual(flow.steps.map(({ id }) => id).sort());
      }),
    );
  });

  test('leaves out what nothing leads to, which is told apart', () => {
    const { flow } = insert(starterFlow, 'start', 'goal', { taken: new Set(), template: 'x' });
    const lost: Flow = { ...flow, start: 'wait-1' };
    expect(unreached(lost).map(({ id }) => id)).toEqual(['goal-1']);
    expect(written(outlineOf(lost))).not.toContain('goal-1');
  });
});
