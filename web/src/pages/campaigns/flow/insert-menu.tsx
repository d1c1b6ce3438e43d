import { Plus } from 'lucide-react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import styles from './flow.module.css';
import { addableKinds, mayInsert, targetOf } from './flow-edit.ts';
import { stepOf } from './flow-shape.ts';
import { flowLimits, type Way } from './flow-types.ts';
import { addKey } from './flow-words.ts';
import type { FlowEditing } from './use-flow-editing.ts';

/** Adds a step into a way. */
export function InsertMenu({
  editing,
  way,
  label,
  tabIndex = 0,
  onInserted,
}: {
  readonly editing: FlowEditing;
  readonly way: Way;
  /** Which way it is. */
  readonly label: string;
  readonly tabIndex?: number;
  readonly onInserted: (id: string) => void;
}) {
  const { t } = useI18n();
  const { flow } = editing;
  if (editing.readOnly || !mayInsert(flow, way)) return null;
  const isFull = flow.steps.length >= flowLimits.stepsMax;
  const endsHere = stepOf(flow, targetOf(flow, way))?.kind === 'end';
  return (
    <Menu
      trigger={
        <Button
          look="plain"
          className={styles['insert']}
          aria-label={label}
          tabIndex={tabIndex}
          title={isFull ? t('campaigns.full', { count: flowLimits.stepsMax }) : label}
          disabled={isFull}
        >
          <Plus size={14} aria-hidden="true" />
        </Button>
      }
      entries={addableKinds
        .filter((kind) => kind !== 'end' || !endsHere)
        .map((kind) => ({ label: t(addKey[kind]), onSelect: () => onInserted(editing.insert(way, kind)) }))}
    />
  );
}
