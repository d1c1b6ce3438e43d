import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { curveBasis, line } from 'd3-shape';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { classNames } from '../../../ui/class-names.ts';
import styles from './canvas.module.css';
import { useCanvas, type WayEdge } from './canvas-context.ts';
import { wayName } from './canvas-words.ts';
import { stepOf } from './flow-shape.ts';
import { useFlowWords } from './flow-words.ts';
import { InsertMenu } from './insert-menu.tsx';

const pathOf = line<{ readonly x: number; readonly y: number }>()
  .x(({ x }) => x)
  .y(({ y }) => y)
  .curve(curveBasis);

/** A way from one step to another, with its words and the button that adds a step to it. */
export function WayLine({ id, data, markerEnd }: EdgeProps<WayEdge>) {
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
