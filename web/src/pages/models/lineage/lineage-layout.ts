import { Graph, layout } from '@dagrejs/dagre';
import type { Box } from '../../../charts/canvas/box.ts';
import type { Shape } from './lineage-shape.ts';

export interface LineageLayout {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly width: number;
  readonly height: number;
}

const boxWidth = 208;
const gaps = { nodesep: 12, ranksep: 44, marginx: 16, marginy: 16 } as const;

/** Where each thing stands, from left to right as one came of the other. */
export function layoutOf(shape: Shape, heightOf: (key: string) => number): LineageLayout {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', ...gaps });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { key } of shape.nodes) graph.setNode(key, { width: boxWidth, height: heightOf(key) });
  for (const { from, to } of shape.links) graph.setEdge(from, to);
  layout(graph);
  const boxes = new Map(
    shape.nodes.map(({ key }) => {
      const { x = 0, y = 0, width, height } = graph.node(key);
      return [key, { x: x - width / 2, y: y - height / 2, width, height }] as const;
    }),
  );
  const { width = 0, height = 0 } = graph.graph();
  return { boxes, width, height };
}
