import type { Edge as CanvasEdge, Node } from '@xyflow/react';
import { createContext, type KeyboardEvent, use } from 'react';
import type { PlacedEdge } from './canvas-layout.ts';
import type { FlowViewProps } from './flow-list.tsx';
import type { FlowStep } from './flow-types.ts';

/** What the steps and ways of a canvas ask it for: the library draws them without properties of ours. */
export interface Canvas extends FlowViewProps {
  /** The one step that Tab comes to; arrow keys go on from it. */
  readonly reachedId: string;
  readonly onReach: (id: string) => void;
  readonly onKey: (event: KeyboardEvent, id: string) => void;
}

export const CanvasContext = createContext<Canvas | null>(null);

export function useCanvas(): Canvas {
  const canvas = use(CanvasContext);
  if (!canvas) throw new Error('a node outside of the canvas');
  return canvas;
}

/** Null: where the flow begins. */
export type StepNode = Node<{ readonly step: FlowStep | null }>;
export type WayEdge = CanvasEdge<{ readonly placed: PlacedEdge }>;
