import { type Edge, type EdgeTypes, type Node, type NodeTypes, ReactFlow, type ReactFlowInstance } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import type { RefObject } from 'react';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useMediaQuery } from '../../lib/use-media-query.ts';
import { Button } from '../../ui/button.tsx';
import styles from './canvas-frame.module.css';

export const canvasZooms = { min: 0.3, max: 1.5, least: 0.65 } as const;
/** Of the window, so that the page stays within reach. */
const heightMax = 0.72;
const roomAround = 48;

interface CanvasFrameProps<N extends Node, E extends Edge> {
  readonly label: string;
  readonly nodes: N[];
  readonly edges: E[];
  readonly nodeTypes: NodeTypes;
  readonly edgeTypes?: EdgeTypes;
  /** Of the picture, in its own pixels. */
  readonly height: number;
  readonly frame: RefObject<HTMLElement | null>;
  readonly view: RefObject<ReactFlowInstance<N, E> | null>;
  /** Brings the part into sight that one sees first. */
  readonly onReady: (view: ReactFlowInstance<N, E>, frame: HTMLElement) => void;
}

/** Boxes and lines between them, to be moved and zoomed, not to be drawn: what they say is theirs, where they stand the caller's. */
export function CanvasFrame<N extends Node, E extends Edge>({
  label,
  height,
  frame,
  view,
  onReady,
  edgeTypes,
  ...drawn
}: CanvasFrameProps<N, E>) {
  const { t } = useI18n();
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const duration = isStill ? 0 : 200;
  return (
    <section
      ref={frame}
      className={styles['canvas']}
      aria-label={label}
      style={{ height: `min(${Math.round(height + roomAround)}px, ${heightMax * 100}vh)` }}
    >
      <ReactFlow
        {...drawn}
        {...(edgeTypes && { edgeTypes })}
        minZoom={canvasZooms.min}
        maxZoom={canvasZooms.max}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        // The wheel belongs to the page; with Ctrl it zooms.
        zoomOnScroll={false}
        preventScrolling={false}
        zoomOnDoubleClick={false}
        proOptions={{ hideAttribution: true }}
        onInit={(instance) => {
          view.current = instance;
          if (frame.current) onReady(instance, frame.current);
        }}
      />
      <div className={styles['zoom']}>
        <Button aria-label={t('chart.zoomOut')} onClick={() => void view.current?.zoomOut({ duration })}>
          <ZoomOut size={16} aria-hidden="true" />
        </Button>
        <Button aria-label={t('chart.zoomIn')} onClick={() => void view.current?.zoomIn({ duration })}>
          <ZoomIn size={16} aria-hidden="true" />
        </Button>
        <Button aria-label={t('chart.fit')} onClick={() => void view.current?.fitView({ duration, padding: 0.05 })}>
          <Maximize size={16} aria-hidden="true" />
        </Button>
      </div>
    </section>
  );
}
