import { Redo2, Undo2 } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { oneOf, textOf } from '../../../lib/search.ts';
import { useMediaQuery } from '../../../lib/use-media-query.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { TextField } from '../../../ui/field.tsx';
import { ErrorState, Skeleton } from '../../../ui/page-state.tsx';
import { bodyOf, type Campaign, limits, type StepCounts } from '../campaign-types.ts';
import campaignStyles from '../campaigns.module.css';
import { DraftNotice } from '../draft-notice.tsx';
import { DryRunPanel } from '../dry-run/dry-run-panel.tsx';
import { PreviewPanel } from '../preview-panel.tsx';
import type { Changes } from '../use-changes.ts';
import type { Editor } from '../use-editor.ts';
import styles from './flow.module.css';
import type { FlowEdit } from './flow-history.ts';
import { FlowList, startId } from './flow-list.tsx';
import { stepOf } from './flow-shape.ts';
import type { SendStep } from './flow-types.ts';
import { StartPanel } from './start-panel.tsx';
import { StepFindings } from './step-findings.tsx';
import { StepPanel } from './step-panel.tsx';
import { type FlowEditing, useFlowEditing } from './use-flow-editing.ts';

const FlowCanvas = lazy(async () => ({ default: (await import('./flow-canvas.tsx')).FlowCanvas }));

interface FlowTabProps {
  readonly campaign: Campaign;
  readonly editor: Editor;
  readonly edit: FlowEdit;
  readonly changes: Changes;
  readonly mayEdit: boolean;
  readonly search: Readonly<Record<string, unknown>>;
  readonly setSearch: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly numbers: StepCounts | undefined;
}

const views = ['canvas', 'list'] as const;

/** A flow as a canvas or as a list, and the fields of the chosen step. Which view and which step stands in the address. */
export function FlowTab({ campaign, editor, edit, changes, mayEdit, search, setSearch, numbers }: FlowTabProps) {
  const { t } = useI18n();
  const editing = useFlowEditing(campaign, editor, edit, !mayEdit);
  const [focus, setFocus] = useState<{ readonly id: string; readonly asked: number }>({ id: '', asked: 0 });
  const detail = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery('(max-width: 900px)');
  const view = oneOf(search['view'], views) ?? (isNarrow ? 'list' : 'canvas');
  const { flow } = edit;
  const wanted = textOf(search['step']);
  const chosen = wanted === undefined || wanted === startId ? undefined : stepOf(flow, wanted);
  const isStart = wanted === startId || (wanted !== undefined && !chosen);
  const step = chosen ?? (isStart ? undefined : stepOf(flow, flow.start));
  const select = (id: string) => {
    setSearch({ step: id });
    // Below the flow on a phone: what was chosen comes into sight.
    detail.current?.scrollIntoView({ block: 'nearest' });
  };
  const open = (id: string) => {
    setFocus(({ asked }) => ({ id, asked: asked + 1 }));
    setSearch({ step: id });
  };
  const selectedId = step?.id ?? startId;
  const shared = {
    ...{ editing, numbers, selectedId, onSelect: select, onOpen: open, onInserted: open },
    onRemove: (id: string) => {
      if (editing.remove(id)) setSearch({ step: undefined });
    },
  };
  return (
    <div className={campaignStyles['stack']}>
      <DraftNotice campaign={campaign} />
      {changes.failure && <ErrorState error={changes.failure} />}
      <StepFindings editing={editing} stepId={null} />
      <div className={view === 'list' ? campaignStyles['workbench'] : styles['canvasBench']}>
        <Card title={t('flow.title')} hint={t(numbers ? 'flow.hint' : 'flow.hintPlain')}>
          <div className={campaignStyles['stack']}>
            <TextField
              label={t('campaigns.field.name')}
              value={editor.state.name}
              disabled={!mayEdit}
              maxLength={limits.nameLengthMax}
              problem={editor.read.isNamed ? null : t('campaigns.problem.name')}
              onChange={(event) => editor.dispatch({ kind: 'named', name: event.target.value })}
            />
            <Toolbar editing={editing} view={view} onView={(next) => setSearch({ view: next })} />
            {view === 'list' ? (
              <FlowList {...shared} />
            ) : (
              <Suspense fallback={<Skeleton height={560} />}>
                <FlowCanvas {...shared} />
              </Suspense>
            )}
          </div>
        </Card>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape goes back to the step from any of its fields */}
        <div
          className={campaignStyles['stack']}
          ref={detail}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.defaultPrevented)
              document.querySelector<HTMLElement>(`[data-step="${selectedId}"]`)?.focus();
          }}
        >
          {step ? (
            <StepPanel
              key={`${step.id}/${edit.epoch}`}
              editing={editing}
              step={step}
              numbers={view === 'canvas' ? numbers : undefined}
              focusAsked={focus.id === step.id ? focus.asked : 0}
              onRemove={() => shared.onRemove(step.id)}
            />
          ) : (
            <StartPanel key={edit.epoch} editing={editing} focusAsked={focus.id === startId ? focus.asked : 0} />
          )}
          {step?.kind === 'send' && (
            <PreviewPanel
              campaignId={campaign.id}
              step={{ id: step.id, channel: step.channel, content: { rules: [], flow: alone(step) } }}
              isBehind={editor.read.content === null}
              cartId={textOf(search['cart']) ?? null}
              test={mayEdit ? { saved: !editor.read.isDirty } : undefined}
              onChooseCart={(cartId) => setSearch({ cart: cartId ?? undefined })}
            />
          )}
        </div>
      </div>
      <DryRunPanel
        campaignId={campaign.id}
        content={editor.read.content && bodyOf(editor.read.content)}
        search={search}
        setSearch={setSearch}
      />
    </div>
  );
}

function Toolbar({
  editing,
  view,
  onView,
}: {
  readonly editing: FlowEditing;
  readonly view: (typeof views)[number];
  readonly onView: (view: (typeof views)[number]) => void;
}) {
  const { t } = useI18n();
  return (
    <div className={styles['toolbar']}>
      <fieldset className={styles['views']}>
        <legend className="visually-hidden">{t('flow.view')}</legend>
        {views.map((one) => (
          <label key={one} className={styles['view']}>
            <input type="radio" name="flow-view" checked={view === one} onChange={() => onView(one)} />
            {t(`flow.view.${one}`)}
          </label>
        ))}
      </fieldset>
      {!editing.readOnly && (
        <>
          <Button onClick={editing.undo} disabled={editing.edit.past.length === 0} title={t('flow.undoKeys')}>
            <Undo2 size={14} aria-hidden="true" />
            {t('flow.undo')}
          </Button>
          <Button onClick={editing.redo} disabled={editing.edit.future.length === 0} title={t('flow.redoKeys')}>
            <Redo2 size={14} aria-hidden="true" />
            {t('flow.redo')}
          </Button>
        </>
      )}
    </div>
  );
}

/** A message by itself, for its preview: nothing else of the flow has to be right for that. */
function alone(step: SendStep) {
  const end = step.id === 'end' ? 'end-1' : 'end';
  return {
    ...{ entry: {}, exits: [], messagesMax: 1, start: step.id },
    steps: [
      { ...step, next: end },
      { id: end, kind: 'end' as const },
    ],
  };
}
