import { Copy, Plus, Trash2 } from 'lucide-react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import styles from '../campaigns.module.css';
import { ConditionsDetails } from './conditions-details.tsx';
import { FlowConditionsEditor } from './conditions-editor.tsx';
import { addWay, copyWay, removeWay } from './edit-ways.ts';
import { change, redirect, targetOf } from './flow-edit.ts';
import { type Edge, edgesOf } from './flow-shape.ts';
import { type FlowStep, flowLimits, type StepOf, type Way } from './flow-types.ts';
import { stepName, useFlowWords } from './flow-words.ts';
import type { FlowEditing } from './use-flow-editing.ts';
import { CountField } from './value-field.tsx';

/** Where a way leads: to any other step of the flow. */
export function LeadsTo({
  editing,
  way,
  label,
}: {
  readonly editing: FlowEditing;
  readonly way: Way;
  readonly label: string;
}) {
  const { t } = useI18n();
  const words = useFlowWords();
  const { flow } = editing;
  const others = flow.steps.filter(({ id }) => way === 'start' || id !== way.from);
  return (
    <SelectField
      label={label}
      help={t('flow.help.leadsTo')}
      value={targetOf(flow, way)}
      disabled={editing.readOnly}
      onChange={(event) => editing.set(redirect(flow, way, event.target.value))}
    >
      {others.map(({ id }) => (
        <option key={id} value={id}>
          {stepName(flow, id, words)}
        </option>
      ))}
    </SelectField>
  );
}

/** The ways of a step that parts, each with what it asks for and where it leads. */
export function WaysEditor({
  editing,
  step,
}: {
  readonly editing: FlowEditing;
  readonly step: StepOf<'branch'> | StepOf<'split'>;
}) {
  const { t } = useI18n();
  const grown = addWay(editing.flow, step.id);
  return (
    <div className={styles['stack']}>
      {edgesOf(step).map((edge, index) => (
        <WayEditor key={`${wayKey(step, edge)}/${editing.edit.epoch}`} {...{ editing, step, edge, index }} />
      ))}
      {!editing.readOnly && (
        <div>
          <Button onClick={() => grown && editing.set(grown)} disabled={grown === null}>
            <Plus size={16} aria-hidden="true" />
            {t('flow.addWay')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Paths have no name: where one was copied or taken away, the fields behind it show others. */
function wayKey(step: StepOf<'branch'> | StepOf<'split'>, { field }: Edge): string {
  if (field.kind === 'arm' && step.kind === 'split') return `arm/${step.arms[field.index]?.id}`;
  return field.kind === 'path' && step.kind === 'branch' ? `path/${field.index}/${step.paths.length}` : field.kind;
}

function WayEditor({
  editing,
  step,
  edge,
  index,
}: {
  readonly editing: FlowEditing;
  readonly step: StepOf<'branch'> | StepOf<'split'>;
  readonly edge: Edge;
  readonly index: number;
}) {
  const { t } = useI18n();
  const words = useFlowWords();
  const { flow } = editing;
  const copied = copyWay(flow, step.id, index, editing.edit.taken);
  const without = removeWay(flow, step.id, index);
  const title = words.way(step, edge);
  return (
    <div className={styles['listed']}>
      <h3>{title}</h3>
      <WayAsks {...{ editing, step, index }} />
      <LeadsTo editing={editing} way={edge} label={t('flow.field.leadsTo')} />
      {!editing.readOnly && edge.field.kind !== 'otherwise' && (
        <div className={styles['actions']}>
          <Button look="plain" onClick={() => copied && editing.set(copied)} disabled={copied === null}>
            <Copy size={14} aria-hidden="true" />
            {t('flow.copyWay')}
          </Button>
          <Button look="plain" onClick={() => without && editing.set(without.flow)} disabled={without === null}>
            <Trash2 size={14} aria-hidden="true" />
            {t('flow.removeWay', { count: without?.removed.length ?? 0 })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The conditions of a path, or the share of an arm. */
function WayAsks({
  editing,
  step,
  index,
}: {
  readonly editing: FlowEditing;
  readonly step: FlowStep;
  readonly index: number;
}) {
  const { t } = useI18n();
  if (step.kind === 'branch') {
    const path = step.paths[index];
    if (!path) return null;
    const name = `${step.id}/path-${index}`;
    return (
      <ConditionsDetails key={name} isOpenFirst summary={t('flow.field.when')}>
        <FlowConditionsEditor
          name={name}
          editing={editing}
          value={path.when}
          onRead={(when) =>
            editing.setStep(
              { ...step, paths: step.paths.map((one, at) => (at === index ? { ...one, when } : one)) },
              name,
            )
          }
        />
      </ConditionsDetails>
    );
  }
  if (step.kind !== 'split') return null;
  const arm = step.arms[index];
  if (!arm) return null;
  const name = `${step.id}/share-${arm.id}`;
  return (
    <CountField
      name={name}
      label={t('flow.field.share')}
      editing={editing}
      value={arm.share}
      least={1}
      most={flowLimits.shareMax}
      onRead={(share) =>
        editing.set(
          change(editing.flow, {
            ...step,
            arms: step.arms.map((one, at) => (at === index ? { ...one, share: share ?? 1 } : one)),
          }),
          name,
        )
      }
    />
  );
}
