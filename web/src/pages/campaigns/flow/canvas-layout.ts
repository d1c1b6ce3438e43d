import { Graph, layout } from '@dagrejs/dagre';
import { type Edge, edgesOf, keyOf } from './flow-shape.ts';
import type { Flow, FlowStep } from './flow-types.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

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

export const directions = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] } as const;
export type Direction = keyof typeof directions;

/** The nearest box in a direction: what lies straight ahead before what lies aside. Null: there is none. */
export function neighbour(boxes: ReadonlyMap<string, Box>, id: string, direction: Direction): string | null {
  const from = boxes.get(id);
  if (!from) return null;
  const [dx, dy] = directions[direction];
  const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });
  const here = middle(from);
  let nearest: { readonly id: string; readonly far: number } | null = null;
  for (const [other, box] of boxes) {
    const there = middle(box);
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const far = ahead + 2 * aside;
    if (ahead > 1 && (nearest === null || far < nearest.far)) nearest = { id: other, far };
  }
  return nearest?.id ?? null;
}
