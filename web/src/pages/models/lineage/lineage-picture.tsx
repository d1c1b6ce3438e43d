import {
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  type ReactFlowInstance,
} from '@xyflow/react';
import { createContext, type KeyboardEvent, use, useMemo, useRef, useState } from 'react';
import { type Box, isDirection, neighbour } from '../../../charts/canvas/box.ts';
import { CanvasFrame, canvasZooms } from '../../../charts/canvas/canvas-frame.tsx';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { classNames } from '../../../ui/class-names.ts';
import styles from './lineage.module.css';
import { layoutOf } from './lineage-layout.ts';
import { type NodeWords, useNodeWords } from './lineage-words.ts';
import type { LineageGraph, LineageNode } from './use-lineage.ts';

interface LineagePictureProps {
  readonly graph: LineageGraph;
  readonly onChoose: (node: LineageNode) => void;
}

type ThingNode = Node<{ readonly thing: LineageNode; readonly words: NodeWords }>;

interface Picture {
  readonly focus: string;
  /** The one box that Tab comes to; arrow keys go on from it. */
  readonly reached: string;
  readonly onReach: (key: string) => void;
  readonly onChoose: (node: LineageNode) => void;
  readonly onKey: (event: KeyboardEvent, key: string) => void;
}

/** The library draws boxes without properties of ours: they ask for what they need. */
const PictureContext = createContext<Picture | null>(null);

const nodeTypes = { thing: ThingBox };
const lineHeight = 18;
const boxPadding = 34;
const charactersPerLine = 26;

/** The graph as a picture; the list shows the same in reading order. */
export function LineagePicture({ graph, onChoose }: LineagePictureProps) {
  const { t } = useI18n();
  const wordsOf = useNodeWords();
  const frame = useRef<HTMLElement | null>(null);
  const view = useRef<ReactFlowInstance<ThingNode, Edge> | null>(null);
  const [reached, setReached] = useState(graph.focus);
  const things = useMemo(
    () => new Map(graph.nodes.map((thing) => [thing.key, { thing, words: wordsOf(thing) }])),
    [graph, wordsOf],
  );
  const layout = useMemo(() => layoutOf(graph, (key) => heightOf(things.get(key)?.words)), [graph, things]);
  const nodes = useMemo(
    () =>
      Array.from(things, ([id, data]): ThingNode => {
        const { x = 0, y = 0, width = 0, height = 0 } = layout.boxes.get(id) ?? {};
        return { id, type: 'thing', position: { x, y }, width, height, data };
      }),
    [things, layout],
  );
  const edges = useMemo(
    () =>
      graph.links.map(({ from, to }): Edge => {
        const markerEnd = { type: MarkerType.ArrowClosed, color: 'var(--line-strong)' };
        return { id: `${from} ${to}`, source: from, target: to, markerEnd };
      }),
    [graph],
  );
  const picture: Picture = {
    focus: graph.focus,
    reached: things.has(reached) ? reached : graph.focus,
    onReach: setReached,
    onChoose,
    onKey(event, key) {
      if (!isDirection(event.key)) return;
      event.preventDefault();
      const next = neighbour(layout.boxes, key, event.key);
      if (next === null) return;
      setReached(next);
      const box = layout.boxes.get(next);
      if (box && view.current)
        void view.current.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: view.current.getZoom() });
      frame.current?.querySelector<HTMLElement>(`[data-thing="${next}"]`)?.focus({ preventScroll: true });
    },
  };
  return (
    <PictureContext value={picture}>
      <p className={styles['quiet']}>{t('lineage.picture.help')}</p>
      <CanvasFrame
        {...{ frame, view, nodes, edges, nodeTypes }}
        label={t('lineage.picture.label')}
        height={layout.height}
        onReady={(instance, element) => begin(instance, element, layout, layout.boxes.get(graph.focus))}
      />
    </PictureContext>
  );
}

function ThingBox({ id, data: { thing, words } }: NodeProps<ThingNode>) {
  const picture = use(PictureContext);
  if (!picture) throw new Error('a box outside of the picture');
  return (
    <div className={classNames(styles['box'], id === picture.focus && styles['focus'])}>
      <Handle type="target" position={Position.Left} isConnectable={false} className={styles['handle']} />
      <button
        type="button"
        data-thing={id}
        className={styles['words']}
        aria-current={id === picture.focus ? 'true' : undefined}
        tabIndex={id === picture.reached ? 0 : -1}
        onFocus={() => picture.onReach(id)}
        onClick={() => picture.onChoose(thing)}
        onKeyDown={(event) => picture.onKey(event, id)}
      >
        <strong>{words.title}</strong>
        {words.details.map((detail) => (
          <span key={detail} className={styles['detail']}>
            {detail}
          </span>
        ))}
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} className={styles['handle']} />
    </div>
  );
}

function heightOf(words: NodeWords | undefined): number {
  const lines = words?.details.reduce((sum, detail) => sum + Math.ceil(detail.length / charactersPerLine), 0) ?? 0;
  return boxPadding + lineHeight * lines;
}

/** All of it where it can be read so, else the thing in the middle. */
function begin(
  view: ReactFlowInstance<ThingNode, Edge>,
  frame: HTMLElement,
  { width, height }: { readonly width: number; readonly height: number },
  focus: Box | undefined,
): void {
  const fits = Math.min(frame.clientWidth / (width + 16), frame.clientHeight / (height + 16));
  const zoom = Math.min(1, Math.max(canvasZooms.least, fits));
  const at = (length: number, inFrame: number, middle: number) =>
    length * zoom <= inFrame ? (inFrame - length * zoom) / 2 : inFrame / 2 - middle * zoom;
  const x = at(width, frame.clientWidth, focus ? focus.x + focus.width / 2 : 0);
  const y = at(height, frame.clientHeight, focus ? focus.y + focus.height / 2 : 0);
  void view.setViewport({ x, y, zoom });
}
