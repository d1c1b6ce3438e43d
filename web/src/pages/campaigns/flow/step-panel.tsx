import { Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import type { StepCounts } from '../campaign-types.ts';
import styles from '../campaigns.module.css';
import { StepNumbers } from '../step-numbers.tsx';
import { remove } from './flow-edit.ts';
import type { FlowStep } from './flow-types.ts';
import { useFlowWords } from './flow-words.ts';
import { OfferField } from './offer-field.tsx';
import { SendFields } from './send-fields.tsx';
import { SplitFields } from './split-fields.tsx';
import { StepFindings } from './step-findings.tsx';
import type { FlowEditing } from './use-flow-editing.ts';
import { WaitFields } from './wait-fields.tsx';
import { LeadsTo, WaysEditor } from './ways-editor.tsx';

/** Everything that one step of a flow says, and where it leads. */
export function StepPanel({
  editing,
  step,
  numbers,
  focusAsked,
  onRemove,
}: {
  readonly editing: FlowEditing;
  readonly step: FlowStep;
  readonly numbers: StepCounts | undefined;
  /** Grows when somebody wants to go to the fields. */
  readonly focusAsked: number;
  readonly onRemove: () => void;
}) {
  const { t } = useI18n();
  const words = useFlowWords();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusAsked > 0) body.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, [focusAsked]);
  return (
    <Card
      title={words.step(step).title}
      hint={t('campaigns.stepTitle', { id: step.id })}
      actions={
        !editing.readOnly && (
          <Button look="plain" onClick={onRemove} disabled={remove(editing.flow, step.id) === null}>
            <Trash2 size={14} aria-hidden="true" />
            {t('campaigns.removeStep')}
          </Button>
        )
      }
    >
      <div ref={body} className={styles['stack']}>
        <StepFindings editing={editing} stepId={step.id} />
        {numbers && <StepNumbers stepId={step.id} numbers={numbers} isMessage={step.kind === 'send'} />}
        <StepFieldsOf {...{ editing, step }} />
      </div>
    </Card>
  );
}

function StepFieldsOf({ editing, step }: { readonly editing: FlowEditing; readonly step: FlowStep }) {
  const { t } = useI18n();
  switch (step.kind) {
    case 'send':
      return <SendFields {...{ editing, step }} />;
    case 'wait':
      return <WaitFields {...{ editing, step }} />;
    case 'branch':
      return (
        <>
          <p className={styles['quiet']}>{t('flow.help.branch')}</p>
          <WaysEditor {...{ editing, step }} />
        </>
      );
    case 'split':
      return (
        <>
          <SplitFields {...{ editing, step }} />
          <WaysEditor {...{ editing, step }} />
        </>
      );
    case 'offer':
      return (
        <>
          <p className={styles['quiet']}>{t('flow.help.offer')}</p>
          <OfferField {...{ editing, step }} />
          <LeadsTo editing={editing} way={{ from: step.id, field: { kind: 'next' } }} label={t('flow.field.then')} />
        </>
      );
    case 'goal':
      return (
        <>
          <p className={styles['quiet']}>{t('flow.help.goal')}</p>
          <LeadsTo editing={editing} way={{ from: step.id, field: { kind: 'next' } }} label={t('flow.field.then')} />
        </>
      );
    case 'end':
      return <p className={styles['quiet']}>{t('flow.help.end')}</p>;
  }
}
