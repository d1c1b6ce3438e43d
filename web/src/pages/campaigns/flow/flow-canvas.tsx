import {
  BaseEdge,
  type Edge as CanvasEdge,
  EdgeLabelRenderer,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { curveBasis, line } from 'd3-shape';
import { Maximize, TriangleAlert, ZoomIn, ZoomOut } from 'lucide-react';
import { createContext, type KeyboardEvent, use, useEffect, useMemo, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import type { Translate } from '../../../i18n/translate.ts';
import { useMediaQuery } from '../../../lib/use-media-query.ts';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import type { StepCounts } from '../campaign-types.ts';
import { Figure } from '../step-numbers.tsx';
import styles from './canvas.module.css';
import {
  type Box,
  type Direction,
  directions,
  layoutOf,
  neighbour,
  type PlacedEdge,
  type Size,
} from './canvas-layout.ts';
import { type FlowViewProps, startId } from './flow-list.tsx';
import { divides, type Edge, stepOf } from './flow-shape.ts';
import type { Flow, FlowStep } from './flow-types.ts';
import { type FlowWords, type StepWords, useFlowWords } from './flow-words.ts';
import { InsertMenu } from './insert-menu.tsx';
import { StepIcon } from './step-icon.tsx';

interface Canvas extends FlowViewProps {
  /** The one step that Tab comes to; arrow keys go on from it. */
  readonly reachedId: string;
  readonly onReach: (id: string) => void;
  readonly onKey: (event: KeyboardEvent, id: string) => void;
}

const CanvasContext = createContext<Canvas | null>(null);

function useCanvas(): Canvas {
  const canvas = use(CanvasContext);
  if (!canvas) throw new Error('a node outside of the canvas');
  return canvas;
}

type StepNode = Node<{ readonly step: FlowStep | null }>;
type WayEdge = CanvasEdge<{ readonly placed: PlacedEdge }>;

const nodeTypes = { step: StepBox };
const edgeTypes = { way: WayLine };
const zooms = { min: 0.3, max: 1.5, least: 0.65 } as const;
/** Of the window, so that the page stays within reach. */
const heightMax = 0.72;

/** The flow as a picture. Steps are reached by arrow keys; the list shows the same in reading order. */
export function FlowCanvas(props: FlowViewProps) {
  const { t } = useI18n();
  const { editing, numbers, selectedId, onOpen, onRemove } = props;
  const { flow } = editing;
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const frame = useRef<HTMLElement>(null);
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
      <section
        ref={frame}
        className={styles['canvas']}
        aria-label={t('flow.canvas')}
        style={{ height: `min(${Math.round(layout.height + 48)}px, ${heightMax * 100}vh)` }}
      >
        <ReactFlow
          {...{ nodes, edges, nodeTypes, edgeTypes }}
          minZoom={zooms.min}
          maxZoom={zooms.max}
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
            if (frame.current) begin(instance, frame.current, layout.width, layout.boxes.get(reachedId));
          }}
        />
        <div className={styles['zoom']}>
          <Button aria-label={t('flow.zoomOut')} onClick={() => void view.current?.zoomOut({ duration })}>
            <ZoomOut size={16} aria-hidden="true" />
          </Button>
          <Button aria-label={t('flow.zoomIn')} onClick={() => void view.current?.zoomIn({ duration })}>
            <ZoomIn size={16} aria-hidden="true" />
          </Button>
          <Button aria-label={t('flow.fit')} onClick={() => void view.current?.fitView({ duration, padding: 0.05 })}>
            <Maximize size={16} aria-hidden="true" />
          </Button>
        </div>
      </section>
      <span className="visually-hidden" role="status">
        {numbers === undefined ? '' : t('flow.found', { count: editing.findings.length })}
      </span>
    </CanvasContext>
  );
}

function isDirection(key: string): key is Direction {
  return Object.hasOwn(directions, key);
}

const heights = { around: 22, title: 21, detail: 20, found: 20, numbers: 28 } as const;
/** Letters of a line, rather too few: a box with room is better than one that cuts its words. */
const lettersPerLine = { title: 26, detail: 32 } as const;

/** High enough for its words, what was found in it, and its numbers. */
function heightOf({ title, details }: StepWords, has: { readonly found: boolean; readonly numbers: boolean }): number {
  const lines = (text: string, letters: number) => Math.ceil(text.length / letters);
  return (
    heights.around +
    lines(title, lettersPerLine.title) * heights.title +
    details.reduce((sum, text) => sum + lines(text, lettersPerLine.detail) * heights.detail, 0) +
    (has.found ? heights.found : 0) +
    (has.numbers ? heights.numbers : 0)
  );
}

const label = { width: 176, plain: 32, line: 16, letters: 26 } as const;

/** Of a way: its words over its button. */
function labelSize(name: string): Size {
  if (name === '') return { width: label.plain, height: label.plain };
  return { width: label.width, height: label.plain + Math.ceil(name.length / label.letters) * label.line };
}

/** The words at a way: only where ways part. */
function wayName(flow: Flow, edge: Edge, words: FlowWords): string {
  const step = stepOf(flow, edge.from);
  return step !== undefined && divides(step) ? words.way(step, edge) : '';
}

/** The whole width, but no smaller than one can read; the top, or the chosen step. */
function begin(
  view: ReactFlowInstance<StepNode, WayEdge>,
  frame: HTMLElement,
  width: number,
  reached: Box | undefined,
): void {
  const zoom = Math.min(1, Math.max(zooms.least, frame.clientWidth / (width + 16)));
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

function StepBox({ id, data: { step } }: NodeProps<StepNode>) {
  const { t } = useI18n();
  const words = useFlowWords();
  const { editing, numbers, selectedId, reachedId, onSelect, onReach, onKey } = useCanvas();
  const { title, details } = step ? words.step(step) : startWords(editing.flow, words, t);
  const found = step ? editing.findings.filter(({ stepId }) => stepId === step.id) : [];
  return (
    <div className={classNames(styles['box'], id === selectedId && styles['selected'], !step && styles['first'])}>
      <Handle type="target" position={Position.Top} isConnectable={false} className={styles['handle']} />
      <button
        type="button"
        data-step={id}
        className={styles['words']}
        aria-pressed={id === selectedId}
        tabIndex={id === reachedId ? 0 : -1}
        onFocus={() => onReach(id)}
        onClick={() => onSelect(id)}
        onKeyDown={(event) => onKey(event, id)}
      >
        <span className={styles['title']}>
          {step && <StepIcon step={step} />}
          <strong>{title}</strong>
        </span>
        {details.map((detail) => (
          <span key={detail} className={styles['detail']}>
            {detail}
          </span>
        ))}
        {found.length > 0 && (
          <span className={classNames(styles['found'], hasProblem(found) && styles['problem'])}>
            <TriangleAlert size={14} aria-hidden="true" />
            {t('flow.found', { count: found.length })}
          </span>
        )}
      </button>
      {step && numbers && <BoxNumbers step={step} numbers={numbers} isReached={id === reachedId} />}
      <Handle type="source" position={Position.Bottom} isConnectable={false} className={styles['handle']} />
    </div>
  );
}

/** The flow as a whole: whom it takes in. */
function startWords({ entry = {} }: Flow, words: FlowWords, t: Translate): StepWords {
  const asked = words.conditions(entry);
  return {
    title: t('flow.start'),
    details: [
      asked.length === 0 ? t('flow.start.everyCart') : t('campaigns.onlyIf', { conditions: asked.join(' · ') }),
    ],
  };
}

function hasProblem(found: readonly { readonly severity: string }[]): boolean {
  return found.some(({ severity }) => severity === 'problem');
}

const boxFigures = ['waiting', 'sent', 'skipped'] as const;

/** The numbers of a step that there are; each opens its carts, and those that were skipped say why. */
function BoxNumbers({
  step,
  numbers,
  isReached,
}: {
  readonly step: FlowStep;
  readonly numbers: StepCounts;
  readonly isReached: boolean;
}) {
  const { t } = useI18n();
  return (
    <div className={styles['numbers']}>
      {boxFigures.map((figure) => {
        const own = numbers.counts.filter((one) => one.stepId === step.id && one.figure === figure);
        const count = own.reduce((sum, one) => sum + one.count, 0);
        if (count === 0) return null;
        return (
          <Figure
            key={figure}
            stepId={step.id}
            figure={figure}
            count={count}
            label={t(`campaigns.figure.${figure}`)}
            tabIndex={isReached ? 0 : -1}
          />
        );
      })}
    </div>
  );
}

const pathOf = line<{ readonly x: number; readonly y: number }>()
  .x(({ x }) => x)
  .y(({ y }) => y)
  .curve(curveBasis);

function WayLine({ id, data, markerEnd }: EdgeProps<WayEdge>) {
  const { t } = useI18n();
  const words = useFlowWords();
  const { editing, reachedId, onInserted } = useCanvas();
  const placed = data?.placed;
  if (!placed) return null;
  const { edge, label: at, from } = placed;
  const step = edge === 'start' ? undefined : stepOf(editing.flow, from);
  const name = edge === 'start' ? '' : wayName(editing.flow, edge, words);
  const add =
    name !== ''
      ? t('flow.addIn', { way: name, id: from })
      : step
        ? t('flow.addAfter', { step: words.step(step).title, id: from })
        : t('flow.addFirst');
  return (
    <>
      <BaseEdge id={id} path={pathOf([...placed.points]) ?? ''} {...(markerEnd !== undefined && { markerEnd })} />
      <EdgeLabelRenderer>
        <div
          className={classNames('nodrag', 'nopan', styles['way'])}
          style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
        >
          {name !== '' && <span className={styles['wayName']}>{name}</span>}
          <InsertMenu
            editing={editing}
            way={edge}
            label={add}
            tabIndex={from === reachedId ? 0 : -1}
            onInserted={onInserted}
          />
        </div>
      </EdgeLabelRenderer>
    </>
  );
}
