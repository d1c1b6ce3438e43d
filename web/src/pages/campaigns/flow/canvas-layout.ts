import { Graph, layout } from '@dagrejs/dagre';
import type { Box } from '../../../charts/canvas/box.ts';
import { type Edge, edgesOf, keyOf } from './flow-shape.ts';
import type { Flow, FlowStep } from './flow-types.ts';

export interface PlacedEdge {
  readonly id: string;
  readonly edge: Edge | 'start';
  readonly from: string;
  readonly to: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** The middle of its label. */
  readonly label: { readonly x: number; readonly y: number };
}

export interface CanvasLayout {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

const nodeWidth = 248;
export interface Size {
  readonly width: number;
  readonly height: number;
}

const gaps = { nodesep: 24, ranksep: 20, marginx: 16, marginy: 16 } as const;

/** Where each step and each way stands, from top to bottom; `startId` is the place before the first step. */
export function layoutOf(
  flow: Flow,
  startId: string,
  sizes: { readonly heightOf: (step: FlowStep | null) => number; readonly labelOf: (edge: Edge | 'start') => Size },
): CanvasLayout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', ...gaps });
  graph.setDefaultEdgeLabel(() => ({}));
  graph.setNode(startId, { width: nodeWidth, height: sizes.heightOf(null) });
  for (const step of flow.steps) graph.setNode(step.id, { width: nodeWidth, height: sizes.heightOf(step) });
  const ways = [
    { id: startId, edge: 'start' as const, from: startId, to: flow.start },
    ...flow.steps.flatMap(edgesOf).map((edge) => ({
      ...{ id: `${edge.from}/${keyOf(edge.field)}`, edge, from: edge.from, to: edge.to },
    })),
  ].filter(({ to }) => graph.hasNode(to));
  for (const { id, edge, from, to } of ways) graph.setEdge(from, to, { ...sizes.labelOf(edge), labelpos: 'c' }, id);
  layout(graph);
  const boxes = new Map(
    [startId, ...flow.steps.map(({ id }) => id)].map((id) => {
      const { x = 0, y = 0, width, height } = graph.node(id);
      return [id, { x: x - width / 2, y: y - height / 2, width, height }] as const;
    }),
  );
  const edges = ways.map((way): PlacedEdge => {
    const { points = [], x = 0, y = 0 } = graph.edge(way.from, way.to, way.id);
    return { ...way, points, label: { x, y } };
  });
  const { width = 0, height = 0 } = graph.graph();
  return { boxes, edges, width, height };
}
