import { Link } from '@tanstack/react-router';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card, Facts } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import { ImportanceCard, ReliabilityCard } from './picture-cards.tsx';
import { MeasuresCard, SlicesCard } from './result-cards.tsx';
import styles from './training.module.css';
import { UpliftResultCard } from './uplift-result-card.tsx';
import { isOver, type TrainingRun, useTrainingCommands } from './use-training.ts';

/** One run: where it stands, or what came of it and why. */
export function RunDetail({ run }: { readonly run: TrainingRun }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const { result, upliftResult } = run;
  return (
    <>
      <Card
        title={t('training.run.title', { at: format.dateTime(run.requestedAt) })}
        {...(!isOver(run) && { actions: <CancelButton run={run} /> })}
      >
        <div className={ui['stack']}>
          <Standing run={run} />
          {result && (
            <Facts
              facts={[
                [t('training.result.rows'), format.number(result.rows.all)],
                [t('training.result.buyers'), format.percent(result.rows.buyers / result.rows.all)],
                [
                  t('training.result.split'),
                  t('training.result.split.text', {
                    learned: format.number(result.rows.learned),
                    calibrated: format.number(result.rows.calibrated),
                    asked: format.number(result.rows.asked),
                  }),
                ],
                [t('training.result.candidate'), t(`training.candidate.${result.candidate}`)],
              ]}
            />
          )}
        </div>
      </Card>
      {result && (
        <>
          <MeasuresCard result={result} />
          <div className={styles['grid']}>
            <ReliabilityCard result={result} />
            <ImportanceCard result={result} />
          </div>
          <SlicesCard result={result} />
        </>
      )}
      {upliftResult && <UpliftResultCard result={upliftResult} />}
    </>
  );
}

function Standing({ run }: { readonly run: TrainingRun }) {
  const { t } = useI18n();
  const store = useStore();
  if (!isOver(run)) return <Progress run={run} />;
  if (run.state === 'registered')
    return (
      <Notice
        tone="good"
        action={
          run.versionId === null ? undefined : (
            <Link
              to="/stores/$storeId/models"
              params={{ storeId: store.id }}
              search={{ version: run.versionId } as never}
            >
              {t('training.toVersion')}
            </Link>
          )
        }
      >
        {t('training.registered')}
      </Notice>
    );
  if (run.state === 'cancelled') return <Notice>{t('training.cancelled')}</Notice>;
  return (
    <Notice tone={run.state === 'refused' ? 'warn' : 'bad'}>{t(`training.end.${run.endReason ?? 'gave_up'}`)}</Notice>
  );
}

const steps: readonly TrainingRun['state'][] = ['collecting', 'training', 'evaluating', 'registering'];

/** The steps of a run as a list that says which one it is at, and how far within. */
function Progress({ run: { state, progress, cancelAsked } }: { readonly run: TrainingRun }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const at = steps.indexOf(state);
  return (
    <div>
      <ol className={styles['steps']}>
        {steps.map((step, place) => (
          <li key={step} aria-current={place === at ? 'step' : undefined} data-done={place < at}>
            {t(`training.state.${step}`)}
          </li>
        ))}
      </ol>
      <p className={styles['quiet']} role="status">
        {cancelAsked
          ? t('training.cancelling')
          : at < 0
            ? t('training.waits')
            : t('training.progress', { step: t(`training.state.${state}`), done: format.percent(progress.done) })}
      </p>
    </div>
  );
}

function CancelButton({ run }: { readonly run: TrainingRun }) {
  const { t } = useI18n();
  const store = useStore();
  const { cancel } = useTrainingCommands();
  if (!store.may('models:write')) return null;
  return (
    <Button look="danger" disabled={run.cancelAsked || cancel.isPending} onClick={() => cancel.mutate(run.id)}>
      {t('training.cancel')}
    </Button>
  );
}
