import { CornerDownRight, TriangleAlert } from 'lucide-react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { classNames } from '../../../ui/class-names.ts';
import type { StepCounts } from '../campaign-types.ts';
import campaignStyles from '../campaigns.module.css';
import { findingText } from '../finding-words.ts';
import { StepNumbers } from '../step-numbers.tsx';
import styles from './flow.module.css';
import { divides, type OutlineStep, type OutlineWay, outlineOf, stepOf, unreached } from './flow-shape.ts';
import type { FlowStep } from './flow-types.ts';
import { useFlowWords } from './flow-words.ts';
import { InsertMenu } from './insert-menu.tsx';
import { StepIcon } from './step-icon.tsx';
import type { FlowEditing } from './use-flow-editing.ts';

/** The place of the flow as a whole among its steps: no step has such an id. */
export const startId = '@start';

export interface FlowViewProps {
  readonly editing: FlowEditing;
  readonly selectedId: string;
  readonly numbers: StepCounts | undefined;
  readonly onSelect: (id: string) => void;
  /** Chooses a step and goes to its fields. */
  readonly onOpen: (id: string) => void;
  readonly onInserted: (id: string) => void;
  readonly onRemove: (id: string) => void;
}

/** The flow as a list that is read from top to bottom; ways that part are lists of their own below their step. */
export function FlowList(props: FlowViewProps) {
  const { t } = useI18n();
  const words = useFlowWords();
  const { editing, selectedId, onInserted } = props;
  const { flow } = editing;
  const lost = unreached(flow);
  const entry = words.conditions(flow.entry ?? {});
  return (
    <div className={styles['list']}>
      <button
        type="button"
        className={classNames(styles['row'], selectedId === startId && styles['selected'])}
        aria-pressed={selectedId === startId}
        data-step={startId}
        onClick={chooseOf(props, startId)}
      >
        <strong>{t('flow.start')}</strong>
        <span className={campaignStyles['quiet']}>
          {entry.length === 0 ? t('flow.start.everyCart') : t('campaigns.onlyIf', { conditions: entry.join(' · ') })}
          {(flow.exits ?? []).length > 0 &&
            ` · ${t('flow.start.endsWhen', { events: (flow.exits ?? []).map(words.event).join(', ') })}`}
        </span>
      </button>
      <InsertMenu editing={editing} way="start" label={t('flow.addFirst')} onInserted={onInserted} />
      <Steps {...props} steps={outlineOf(flow)} depth={3} name={t('flow.title')} />
      {lost.length > 0 && (
        <div className={styles['lost']}>
          <h3>{t('flow.lost')}</h3>
          <p className={campaignStyles['quiet']}>{t('flow.lostText')}</p>
          <Steps {...props} steps={lost.map((step) => ({ step, ways: [] }))} depth={4} name={t('flow.lost')} />
        </div>
      )}
    </div>
  );
}

type StepsProps = FlowViewProps & {
  readonly steps: readonly OutlineStep[];
  /** Of the headings of its ways. */
  readonly depth: number;
  readonly name: string;
};

function Steps({ steps, depth, name, ...props }: StepsProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from lists without bullets
    <ol role="list" className={styles['steps']} aria-label={name}>
      {steps.map(({ step, ways }) => (
        <li key={step.id} className={styles['item']}>
          <Row {...props} step={step} />
          {ways.map((way) => (
            <WayOf
              key={`${way.edge.field.kind}/${way.edge.to}/${ways.indexOf(way)}`}
              {...{ ...props, step, way, depth }}
            />
          ))}
        </li>
      ))}
    </ol>
  );
}

/** A click chooses a step; by keyboard one goes on to its fields. */
function chooseOf({ onSelect, onOpen }: FlowViewProps, id: string) {
  return ({ detail }: { readonly detail: number }) => (detail === 0 ? onOpen(id) : onSelect(id));
}

/** One step: its words, what is wrong with it, and its numbers. */
function Row({ step, ...props }: FlowViewProps & { readonly step: FlowStep }) {
  const { editing, selectedId, numbers, onRemove } = props;
  const { t } = useI18n();
  const words = useFlowWords();
  const { title, details } = words.step(step);
  const found = editing.findings.filter(({ stepId }) => stepId === step.id);
  return (
    <>
      <button
        type="button"
        data-step={step.id}
        className={classNames(styles['row'], step.id === selectedId && styles['selected'])}
        aria-pressed={step.id === selectedId}
        onClick={chooseOf(props, step.id)}
        onKeyDown={(event) => {
          if (event.key === 'Delete' && !editing.readOnly) onRemove(step.id);
        }}
      >
        <span className={campaignStyles['what']}>
          <StepIcon step={step} />
          <strong>{title}</strong>
          <code className={campaignStyles['stepId']}>{step.id}</code>
        </span>
        {details.map((detail) => (
          <span key={detail} className={campaignStyles['quiet']}>
            {detail}
          </span>
        ))}
        {found.map((finding) => (
          <span
            key={`${finding.path}/${finding.code}/${finding.channel}`}
            className={classNames(styles['found'], finding.severity === 'problem' && styles['problem'])}
          >
            <TriangleAlert size={14} aria-hidden="true" />
            {findingText(finding, t)}
          </span>
        ))}
      </button>
      {numbers && <StepNumbers stepId={step.id} numbers={numbers} isMessage={step.kind === 'send'} />}
    </>
  );
}

function WayOf({
  step,
  way: { edge, steps, isNext },
  depth,
  ...props
}: FlowViewProps & { readonly step: FlowStep; readonly way: OutlineWay; readonly depth: number }) {
  const { t } = useI18n();
  const words = useFlowWords();
  const { editing, onSelect, onInserted } = props;
  const { title } = words.step(step);
  const target = stepOf(editing.flow, edge.to);
  const link = target && (
    <button type="button" className={styles['link']} onClick={() => onSelect(target.id)}>
      <CornerDownRight size={14} aria-hidden="true" />
      {t(edge.field.kind === 'touch' ? 'flow.sends' : 'flow.goesOnWith', { step: words.step(target).title })}{' '}
      <code>{target.id}</code>
    </button>
  );
  if (!divides(step))
    return (
      <>
        <InsertMenu
          editing={editing}
          way={edge}
          label={t('flow.addAfter', { step: title, id: step.id })}
          onInserted={onInserted}
        />
        {!isNext && link}
      </>
    );
  const name = words.way(step, edge);
  const Heading = `h${Math.min(depth, 6)}` as 'h3';
  return (
    <div className={styles['way']}>
      <div className={styles['wayHead']}>
        <Heading className={styles['wayName']}>{name}</Heading>
        <InsertMenu
          editing={editing}
          way={edge}
          label={t('flow.addIn', { way: name, id: step.id })}
          onInserted={onInserted}
        />
      </div>
      {steps.length > 0 ? <Steps {...props} steps={steps} depth={depth + 1} name={name} /> : link}
    </div>
  );
}
