import { MarkerType, type ReactFlowInstance } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Box, isDirection, neighbour } from '../../../charts/canvas/box.ts';
import { CanvasFrame, canvasZooms } from '../../../charts/canvas/canvas-frame.tsx';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { useMediaQuery } from '../../../lib/use-media-query.ts';
import styles from './canvas.module.css';
import { type Canvas, CanvasContext, type StepNode, type WayEdge } from './canvas-context.ts';
import { layoutOf } from './canvas-layout.ts';
import { heightOf, labelSize, startWords, wayName } from './canvas-words.ts';
import { type FlowViewProps, startId } from './flow-list.tsx';
import { useFlowWords } from './flow-words.ts';
import { StepBox } from './step-box.tsx';
import { WayLine } from './way-line.tsx';

const nodeTypes = { step: StepBox };
const edgeTypes = { way: WayLine };

/** The flow as a picture. Steps are reached by arrow keys; the list shows the same in reading order. */
export function FlowCanvas(props: FlowViewProps) {
  const { t } = useI18n();
  const { editing, numbers, selectedId, onOpen, onRemove } = props;
  const { flow } = editing;
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const frame = useRef<HTMLElement | null>(null);
  const view = useRef<ReactFlowInstance<StepNode, WayEdge> | null>(null);
  const words = useFlowWords();
  const layout = useMemo(
    () =>
      layoutOf(flow, startId, {
        heightOf: (step) =>
          heightOf(step ? words.step(step) : startWords(flow, words, t), {
            found: step !== null && editing.findings.some(({ stepId }) => stepId === step.id),
            numbers: step !== null && numbers?.counts.some(({ stepId }) => stepId === step.id) === true,
          }),
        labelOf: (edge) => labelSize(edge === 'start' ? '' : wayName(flow, edge, words)),
      }),
    [flow, words, t, editing.findings, numbers],
  );
  const [reached, setReached] = useState(selectedId);
  const reachedId = layout.boxes.has(reached) ? reached : startId;
  const duration = isStill ? 0 : 200;
  const show = (id: string) => {
    const box = layout.boxes.get(id);
    const shown = view.current;
    if (!box || !shown || !frame.current || isInSight(box, shown, frame.current)) return;
    void shown.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: shown.getZoom(), duration });
  };
  const showNow = useRef(show);
  showNow.current = show;
  // A step that was just added may lie where nobody looks.
  useEffect(() => showNow.current(selectedId), [selectedId]);
  const goTo = (id: string) => {
    setReached(id);
    frame.current?.querySelector<HTMLElement>(`[data-step="${id}"]`)?.focus({ preventScroll: true });
  };
  const canvas: Canvas = {
    ...props,
    reachedId,
    onReach: (id) => {
      setReached(id);
      show(id);
    },
    onKey: (event, id) => {
      if (isDirection(event.key)) {
        event.preventDefault();
        const next = neighbour(layout.boxes, id, event.key);
        if (next !== null) goTo(next);
      }
      if (event.key === 'Enter') {
        event.preventDefault();
        onOpen(id);
      }
      if (event.key === 'Delete' && id !== startId && !editing.readOnly) onRemove(id);
    },
  };
  const nodes = useMemo(
    () =>
      [null, ...flow.steps].map((step): StepNode => {
        const id = step?.id ?? startId;
        const { x = 0, y = 0, width = 0, height = 0 } = layout.boxes.get(id) ?? {};
        return { id, type: 'step', position: { x, y }, width, height, data: { step } };
      }),
    [flow, layout],
  );
  const edges = useMemo(
    () =>
      layout.edges.map((placed): WayEdge => {
        const { id, from: source, to: target } = placed;
        const markerEnd = { type: MarkerType.ArrowClosed, color: 'var(--line-strong)' };
        return { id, type: 'way', source, target, markerEnd, data: { placed } };
      }),
    [layout],
  );
  return (
    <CanvasContext value={canvas}>
      <p className={styles['help']}>{t('flow.canvasHelp')}</p>
      <CanvasFrame
        {...{ frame, view, nodes, edges, nodeTypes, edgeTypes }}
        label={t('flow.canvas')}
        height={layout.height}
        onReady={(instance, element) => begin(instance, element, layout.width, layout.boxes.get(reachedId))}
      />
      <span className="visually-hidden" role="status">
        {numbers === undefined ? '' : t('flow.found', { count: editing.findings.length })}
      </span>
    </CanvasContext>
  );
}

/** The whole width, but no smaller than one can read; the top, or the chosen step. */
function begin(
  view: ReactFlowInstance<StepNode, WayEdge>,
  frame: HTMLElement,
  width: number,
  reached: Box | undefined,
): void {
  const zoom = Math.min(1, Math.max(canvasZooms.least, frame.clientWidth / (width + 16)));
  const middle = width * zoom <= frame.clientWidth || !reached ? width / 2 : reached.x + reached.width / 2;
  const below = reached && (reached.y + reached.height) * zoom > frame.clientHeight;
  const y = below ? frame.clientHeight / 2 - (reached.y + reached.height / 2) * zoom : 0;
  void view.setViewport({ x: frame.clientWidth / 2 - middle * zoom, y, zoom });
}

function isInSight(box: Box, view: ReactFlowInstance<StepNode, WayEdge>, frame: HTMLElement): boolean {
  const { x, y, zoom } = view.getViewport();
  const [left, top] = [box.x * zoom + x, box.y * zoom + y];
  const [right, bottom] = [left + box.width * zoom, top + box.height * zoom];
  return left >= 0 && top >= 0 && right <= frame.clientWidth && bottom <= frame.clientHeight;
}
