import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { data, type paths } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import styles from './campaigns.module.css';
import type { Flow } from './flow/flow-types.ts';

type Draft = paths['/v1/campaigns/{id}/flow-drafts']['post']['responses'][200]['content']['application/json'];
type Drafted = Omit<Extract<Draft, { kind: 'drafted' }>, 'flow'> & { readonly flow: Flow };

const sentenceLength = { min: 3, max: 500 } as const;

interface FlowDraftDialogProps {
  readonly campaignId: string;
  readonly onTake: (flow: Flow) => void;
  readonly onClose: () => void;
}

/** A flow from a sentence: what it would have done yesterday is shown before it comes into the editor, unsaved. */
export function FlowDraftDialog({ campaignId, onTake, onClose }: FlowDraftDialogProps) {
  const { t } = useI18n();
  const store = useStore();
  const toast = useToast();
  const [sentence, setSentence] = useState('');
  const draft = useMutation({
    mutationFn: () =>
      data(
        store.api.POST('/v1/campaigns/{id}/flow-drafts', {
          params: { path: { id: campaignId } },
          body: { sentence: sentence.trim() },
        }),
      ),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    draft.mutate();
  };
  const answer = draft.isPending ? undefined : draft.data;
  const drafted = answer?.kind === 'drafted' && answer.flow ? { ...answer, flow: answer.flow } : null;
  const take = ({ flow }: Drafted) => {
    onTake(flow);
    toast({ text: t('drafts.flow.taken') });
    onClose();
  };
  return (
    <Dialog open wide onClose={onClose} title={t('drafts.flow')}>
      <form className={ui['stack']} onSubmit={submit}>
        <Notice>{t('drafts.flow.nothingSent')}</Notice>
        <TextArea
          label={t('drafts.sentence')}
          help={t('drafts.sentence.help')}
          rows={3}
          value={sentence}
          minLength={sentenceLength.min}
          maxLength={sentenceLength.max}
          required
          onChange={({ target }) => setSentence(target.value)}
        />
        <div aria-live="polite" className={ui['stack']}>
          {draft.isPending && <Notice>{t('drafts.asking')}</Notice>}
          {!draft.isPending && draft.data?.kind === 'failed' && (
            <Notice tone="bad">
              {t(`drafts.failed.${draft.data.reason}`)} {draft.data.status !== null && `HTTP ${draft.data.status}`}
            </Notice>
          )}
          {!draft.isPending && draft.data?.kind === 'unusable' && (
            <>
              <Notice tone="warn">{t('drafts.flow.unusable', { requests: draft.data.requests })}</Notice>
              <ul>
                {draft.data.findings.map(({ code, part, found, right }) => (
                  <li key={`${code}/${part}/${found}`}>
                    {part !== '' && <code>{part}</code>} {found !== null && <q>{found}</q>} {right}
                  </li>
                ))}
              </ul>
            </>
          )}
          {drafted && <FlowSummary drafted={drafted} />}
        </div>
        {draft.error && (
          <Notice tone="bad">
            {refusalText(t, draft.error, { rate_limited: 'drafts.budget', conflict: 'drafts.notReady' })}
          </Notice>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            {...(!drafted && { look: 'primary' as const })}
            disabled={draft.isPending || sentence.trim().length < sentenceLength.min}
          >
            {t(draft.data ? 'drafts.again' : 'drafts.flow.ask')}
          </Button>
          {drafted && (
            <Button look="primary" onClick={() => take(drafted)}>
              {t('drafts.flow.take')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function FlowSummary({ drafted: { flow, run, warnings } }: { readonly drafted: Drafted }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  let waited = 0;
  let only: (typeof conditions)[number] | null = null;
  const messages = flow.steps.flatMap((step) => {
    if (step.kind === 'wait' && step.until === 'duration') [waited, only] = [step.ms, null];
    if (step.kind === 'branch') only = conditionOf(step.paths[0]?.when ?? {});
    return step.kind === 'send' ? [{ ...step, waited, only }] : [];
  });
  return (
    <>
      <ol>
        {messages.map(({ id, channel, template, waited: ms, only: condition }) => (
          <li key={id}>
            {t('drafts.flow.message', {
              wait: format.duration(ms),
              channel: channel === 'all' ? t('drafts.flow.allChannels') : t(`channel.${channel}`),
              template,
            })}
            {condition && `, ${t(`drafts.flow.only.${condition}`)}`}
          </li>
        ))}
      </ol>
      {run ? (
        <Notice>
          {t('drafts.flow.run', {
            ...{ carts: run.carts, reached: run.reached },
            messages: Object.values(run.messages).reduce((sum, count) => sum + count, 0),
          })}
        </Notice>
      ) : (
        <Notice>{t('drafts.flow.noRun')}</Notice>
      )}
      {warnings.map(({ code, stepId, message }) => (
        <Notice key={`${code}/${stepId}`} tone="warn">
          {message}
        </Notice>
      ))}
    </>
  );
}

const conditions = ['notClicked', 'notOpened', 'firstOrder', 'returning'] as const;

/** What a message of a sketch may depend on. */
function conditionOf(when: {
  readonly clicked?: boolean | undefined;
  readonly opened?: boolean | undefined;
  readonly ordersBeforeMax?: number | undefined;
}): (typeof conditions)[number] {
  if (when.clicked === false) return 'notClicked';
  if (when.opened === false) return 'notOpened';
  return when.ordersBeforeMax === 0 ? 'firstOrder' : 'returning';
}
