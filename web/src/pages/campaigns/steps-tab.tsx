import { useRef, useState } from 'react';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { textOf } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ErrorState } from '../../ui/page-state.tsx';
import { bodyOf, type Campaign, limits, type Rule, type StepCounts } from './campaign-types.ts';
import styles from './campaigns.module.css';
import { DraftNotice } from './draft-notice.tsx';
import { DryRunPanel } from './dry-run/dry-run-panel.tsx';
import { newStep } from './editor-state.ts';
import { ConvertDialog } from './flow/convert-dialog.tsx';
import { Ladder } from './ladder.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { StepFields } from './step-fields.tsx';
import type { Changes } from './use-changes.ts';
import type { Editor } from './use-editor.ts';

interface StepsTabProps {
  readonly campaign: Campaign;
  readonly editor: Editor;
  readonly changes: Changes;
  readonly mayEdit: boolean;
  readonly search: Readonly<Record<string, unknown>>;
  readonly setSearch: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly numbers: StepCounts | undefined;
}

/** The ladder, the fields of the chosen step, and its message. Which step and which cart stands in the address. */
export function StepsTab({ campaign, editor, changes, mayEdit, search, setSearch, numbers }: StepsTabProps) {
  const { t } = useI18n();
  const { state, read, writing, dispatch } = editor;
  const [addedId, setAddedId] = useState<string | null>(null);
  const [converting, setConverting] = useState(false);
  const detail = useRef<HTMLDivElement>(null);
  // What could be read last: a step keeps its place and its preview while somebody types.
  const lastRules = useRef(new Map<string, Rule>());
  const chosenId = textOf(search['step']) ?? null;
  const chosen = state.steps.find(({ id }) => id === chosenId) ?? state.steps[0];
  const ruleOf = (id: string) => {
    const one = read.steps.get(id);
    return one?.ok ? one.rule : null;
  };
  const add = () => {
    const step = newStep(state, chosen?.template ?? 'cart-reminder-1', writing);
    dispatch({ kind: 'added', step });
    setAddedId(step.id);
    setSearch({ step: step.id });
  };
  const select = (id: string) => {
    setSearch({ step: id });
    // Below the ladder on a phone: what was chosen comes into sight.
    detail.current?.scrollIntoView({ block: 'nearest' });
  };
  for (const [id, one] of read.steps) if (one.ok) lastRules.current.set(id, one.rule);
  const chosenRead = chosen && read.steps.get(chosen.id);
  const previewed = chosen && lastRules.current.get(chosen.id);
  const refused = changes.refused?.stepId === chosen?.id ? changes.refused : null;
  return (
    <div className={styles['stack']}>
      <DraftNotice campaign={campaign} />
      {read.content && (
        <ConvertDialog
          editor={editor}
          rules={read.content.rules}
          open={converting}
          onClose={() => setConverting(false)}
        />
      )}
      {changes.failure && <ErrorState error={changes.failure} />}
      {changes.refused && (
        <Notice tone="bad">
          {t('campaigns.refused', { step: changes.refused.stepId })} {changes.refused.message}
        </Notice>
      )}
      <div className={styles['workbench']}>
        <Card
          title={t('campaigns.ladder')}
          hint={t(numbers ? 'campaigns.ladderHint' : 'campaigns.ladderHintPlain')}
          actions={
            mayEdit && (
              <Button onClick={() => setConverting(true)} disabled={read.content === null}>
                {t('flow.convert')}
              </Button>
            )
          }
        >
          <div className={styles['stack']}>
            <TextField
              label={t('campaigns.field.name')}
              value={state.name}
              disabled={!mayEdit}
              maxLength={limits.nameLengthMax}
              problem={read.isNamed ? null : t('campaigns.problem.name')}
              onChange={(event) => dispatch({ kind: 'named', name: event.target.value })}
            />
            <Ladder
              steps={state.steps.map((form) => {
                const rule = ruleOf(form.id);
                return { form, rule, delayMs: lastRules.current.get(form.id)?.delayMs ?? 0 };
              })}
              writing={writing}
              selectedId={chosen?.id ?? null}
              numbers={numbers}
              onSelect={select}
              onAdd={mayEdit ? add : undefined}
            />
          </div>
        </Card>
        {chosen && (
          <div className={styles['stack']} ref={detail}>
            <StepFields
              key={chosen.id}
              form={chosen}
              problems={chosenRead && !chosenRead.ok ? chosenRead.problems : {}}
              refused={refused}
              writing={writing}
              readOnly={!mayEdit}
              focusFirst={addedId === chosen.id}
              onChange={(change) => dispatch({ kind: 'changed', id: chosen.id, change })}
              onRemove={
                mayEdit && state.steps.length > 1 ? () => dispatch({ kind: 'removed', id: chosen.id }) : undefined
              }
            />
            {previewed && (
              <PreviewPanel
                campaignId={campaign.id}
                step={{ ...previewed, content: { rules: [previewed], flow: null } }}
                isBehind={!chosenRead?.ok}
                cartId={textOf(search['cart']) ?? null}
                test={mayEdit ? { saved: !read.isDirty } : undefined}
                onChooseCart={(cartId) => setSearch({ cart: cartId ?? undefined })}
              />
            )}
          </div>
        )}
      </div>
      <DryRunPanel
        campaignId={campaign.id}
        content={read.content && bodyOf(read.content)}
        search={search}
        setSearch={setSearch}
      />
    </div>
  );
}
