import { Handle, type NodeProps, Position } from '@xyflow/react';
import { TriangleAlert } from 'lucide-react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { classNames } from '../../../ui/class-names.ts';
import type { StepCounts } from '../campaign-types.ts';
import { Figure } from '../step-numbers.tsx';
import styles from './canvas.module.css';
import { type StepNode, useCanvas } from './canvas-context.ts';
import { startWords } from './canvas-words.ts';
import type { FlowStep } from './flow-types.ts';
import { useFlowWords } from './flow-words.ts';
import { StepIcon } from './step-icon.tsx';

/** A step of the canvas, with what was found in it and its numbers. */
export function StepBox({ id, data: { step } }: NodeProps<StepNode>) {
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
