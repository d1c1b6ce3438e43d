import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { useMediaQuery } from '../../lib/use-media-query.ts';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { EmptyState } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import ui from '../../ui/ui.module.css';
import { conversionKey, lookProblemKey } from './cluster-words.tsx';
import styles from './dead-letters.module.css';
import { Decide } from './decide.tsx';
import { changesOf, type RepairChange } from './repair-changes.ts';
import type { Cluster, LetterDetail, Proposal, RepairStep } from './use-clusters.ts';

/** What would mend the letter, how sure that is, for how many others it fits, and the decision about it. */
export function RepairCard({ cluster, letter }: { readonly cluster: Cluster; readonly letter: LetterDetail }) {
  const { t } = useI18n();
  const { may } = useStore();
  const { proposal } = letter;
  const { state } = letter;
  const isOpen = state === 'new' || state === 'proposed';
  return (
    <Card title={t('deadLetters.repair')} hint={t('deadLetters.repair.hint')}>
      <div className={ui['stack']}>
        {state !== 'new' && state !== 'proposed' && <Notice>{t(`deadLetters.letter.${state}.text`)}</Notice>}
        {isOpen && proposal === null && (
          <EmptyState
            title={t('deadLetters.repair.none')}
            text={t(letter.lookProblem ? lookProblemKey(letter.lookProblem) : 'deadLetters.repair.none.text')}
          />
        )}
        {proposal && <Shown cluster={cluster} letter={letter} proposal={proposal} />}
        {isOpen && may('dead-letters:decide') && (
          <div className={ui['row']}>
            {proposal && <Approve cluster={cluster} letter={letter} proposal={proposal} />}
            <Retry letter={letter} />
            <Reject letter={letter} cluster={cluster} whole={false} />
            {cluster.new + cluster.proposed > 1 && <Reject letter={letter} cluster={cluster} whole />}
          </div>
        )}
      </div>
    </Card>
  );
}

function Shown({
  cluster,
  letter,
  proposal,
}: {
  readonly cluster: Cluster;
  readonly letter: LetterDetail;
  readonly proposal: Proposal;
}) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const narrow = useMediaQuery('(max-width: 640px)');
  const open = cluster.new + cluster.proposed;
  const changes = changesOf(letter.content, proposal.patch);
  const value = (text: string | null) => (text === null ? <span aria-hidden="true">–</span> : <code>{text}</code>);
  return (
    <>
      <ul className={styles['steps']}>
        {proposal.steps.map((step) => (
          <li key={JSON.stringify(step)}>
            <StepWords step={step} />
          </li>
        ))}
      </ul>
      <p>
        {t('deadLetters.repair.sure', { share: format.percent(proposal.confidence) })}{' '}
        {t(proposal.lossless ? 'deadLetters.repair.lossless' : 'deadLetters.repair.lossy')}{' '}
        {open > 0 && t('deadLetters.repair.agreeing', { agreeing: cluster.agreeing, open })}
      </p>
      {proposal.guarded.length > 0 && (
        <Notice tone="warn">{t('deadLetters.repair.guarded', { fields: proposal.guarded.join(', ') })}</Notice>
      )}
      <Table
        caption={t('deadLetters.repair.changes')}
        rows={changes}
        keyOf={({ from, to }) => `${from} ${to}`}
        columns={[
          {
            key: 'place',
            head: t('deadLetters.repair.place'),
            cell: (change) => (
              <>
                <Place change={change} />
                {narrow && (
                  <>
                    <div>
                      {t('deadLetters.repair.before')}: {value(change.before)}
                    </div>
                    <div>
                      {t('deadLetters.repair.after')}: {value(change.after)}
                    </div>
                  </>
                )}
              </>
            ),
          },
          ...(narrow
            ? []
            : [
                {
                  key: 'before',
                  head: t('deadLetters.repair.before'),
                  cell: ({ before }: RepairChange) => value(before),
                },
                { key: 'after', head: t('deadLetters.repair.after'), cell: ({ after }: RepairChange) => value(after) },
              ]),
        ]}
      />
    </>
  );
}

function Place({ change: { from, to } }: { readonly change: RepairChange }) {
  const { t } = useI18n();
  if (from === null) return t('deadLetters.change.added', { to: to ?? '' });
  if (to === null) return t('deadLetters.change.removed', { from });
  if (from !== to) return t('deadLetters.change.moved', { from, to });
  return <code>{from}</code>;
}

function StepWords({ step }: { readonly step: RepairStep }) {
  const { t } = useI18n();
  switch (step.kind) {
    case 'move':
      return t('deadLetters.step.move', { from: pathText(step.from), to: pathText(step.to) });
    case 'convert':
      return t('deadLetters.step.convert', {
        at: pathText(step.at),
        how: t(conversionKey(step.conversion), { conversion: step.conversion }),
      });
    case 'drop':
      return t('deadLetters.step.drop', { at: pathText(step.at), value: JSON.stringify(step.value) });
  }
}

function pathText(path: readonly string[]): string {
  return path.reduce((text, part) => (part === '*' ? `${text}[ ]` : text === '' ? part : `${text}.${part}`), '');
}

function Approve({
  cluster,
  letter,
  proposal,
}: {
  readonly cluster: Cluster;
  readonly letter: LetterDetail;
  readonly proposal: Proposal;
}) {
  const { t } = useI18n();
  const store = useStore();
  return (
    <Decide
      label={t('deadLetters.approve')}
      look="primary"
      question={t('deadLetters.approve.question', { count: cluster.agreeing })}
      act={async () => {
        const { repaired } = await data(
          store.api.POST('/v1/dead-letters/{id}/approve', { params: { path: { id: letter.id } } }),
        );
        return t('deadLetters.approved', { count: repaired });
      }}
    >
      <p>{t('deadLetters.approve.text')}</p>
      {proposal.guarded.length > 0 && <p>{t('deadLetters.repair.guarded', { fields: proposal.guarded.join(', ') })}</p>}
    </Decide>
  );
}

function Retry({ letter }: { readonly letter: LetterDetail }) {
  const { t } = useI18n();
  const store = useStore();
  return (
    <Decide
      label={t('deadLetters.retry')}
      question={t('deadLetters.retry.question')}
      act={async () => {
        const { status, error } = await data(
          store.api.POST('/v1/dead-letters/{id}/retry', { params: { path: { id: letter.id } } }),
        );
        return t(`deadLetters.retried.${status}`, { message: error?.message ?? '' });
      }}
    >
      <p>{t('deadLetters.retry.text')}</p>
    </Decide>
  );
}

function Reject({
  letter,
  cluster,
  whole,
}: {
  readonly letter: LetterDetail;
  readonly cluster: Cluster;
  readonly whole: boolean;
}) {
  const { t } = useI18n();
  const store = useStore();
  return (
    <Decide
      label={t(whole ? 'deadLetters.rejectAll' : 'deadLetters.reject')}
      look="danger"
      question={t('deadLetters.reject.question', { count: whole ? cluster.new + cluster.proposed : 1 })}
      act={async () => {
        const { rejected } = await data(
          store.api.POST('/v1/dead-letters/{id}/reject', {
            params: { path: { id: letter.id } },
            body: { wholeCluster: whole },
          }),
        );
        return t('deadLetters.rejected', { count: rejected });
      }}
    >
      <p>{t('deadLetters.reject.text')}</p>
    </Decide>
  );
}
