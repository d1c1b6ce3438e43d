import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyFlow } from '../../../../../test/flow-story.ts';
import { type Box, neighbour } from '../../../charts/canvas/box.ts';
import { layoutOf } from './canvas-layout.ts';
import { edgesOf } from './flow-shape.ts';
import type { Flow } from './flow-types.ts';
import { starterFlow } from './starter-flow.ts';

const sizes = { heightOf: () => 60, labelOf: () => ({ width: 32, height: 32 }) };
const layout = (flow: Flow) => layoutOf(flow, '@start', sizes);

describe('the picture of a flow', () => {
  test('has a place for each step, none over another, and a line for each way', () => {
    const overlap = (a: Box, b: Box) =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    fc.assert(
      fc.property(anyFlow, ({ version: _, ...one }) => {
        const flow = structuredClone(one) as Flow;
        const { boxes, edges } = layout(flow);
        const all = [...boxes.values()];
        expect(all).toHaveLength(flow.steps.length + 1);
        expect(all.some((box, index) => all.slice(index + 1).some((other) => overlap(box, other)))).toBe(false);
        expect(edges).toHaveLength(flow.steps.flatMap(edgesOf).length + 1);
      }),
    );
  });

  test('is walked by arrow keys from the start to the end, and no further', () => {
    const { boxes } = layout(starterFlow);
    const down = (id: string) => neighbour(boxes, id, 'ArrowDown');
    expect(down('@start')).toBe('wait-1');
    expect(down('wait-1')).toBe('message-1');
    expect(neighbour(boxes, 'wait-1', 'ArrowUp')).toBe('@start');
    expect(down('end-1')).toBeNull();
  });
});
