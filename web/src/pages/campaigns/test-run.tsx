import { useMutation, useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { sentenceOf } from '../../states/situation-sentence.ts';
import timeline from '../../states/timeline.module.css';
import { isToldTwice, TimelineEntry } from '../../states/timeline-entry.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import styles from './campaigns.module.css';

type Run = paths['/v1/test-runs/{id}']['get']['responses'][200]['content']['application/json'];
type Command = 'skip-wait' | 'buy' | 'stop';

/** Somebody watches. */
const lookMs = 1_500;

/** What happens in a test run, while it happens. */
export function TestRun({ runId }: { readonly runId: string }) {
  const store = useStore();
  const run = useQuery({
    queryKey: ['store', store.id, 'test-runs', runId],
    queryFn: () => data(store.api.GET('/v1/test-runs/{id}', { params: { path: { id: runId } } })),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : lookMs),
  });
  return (
    <Loaded query={run} height={240}>
      {(shown) => <ShownRun run={shown} onTold={() => void run.refetch()} />}
    </Loaded>
  );
}

function isOver({ stoppedAt, cart }: Run): boolean {
  const kind = cart?.situation.kind;
  return stoppedAt !== null || kind === 'ended' || kind === 'bought' || kind === 'not_started';
}

function ShownRun({ run, onTold }: { readonly run: Run; readonly onTold: () => void }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const { cart, sandboxUrls, stoppedAt, version, createdAt } = run;
  const began = format.dateTime(createdAt);
  const sentence =
    stoppedAt !== null
      ? t('campaigns.run.stopped', { at: format.dateTime(stoppedAt) })
      : cart === null
        ? t('campaigns.run.coming')
        : sentenceOf(cart, t, format);
  const entries = (cart?.timeline ?? []).filter((entry) => !isToldTwice(entry)).toReversed();
  return (
    <Card
      title={t('campaigns.run')}
      hint={version === null ? t('campaigns.run.ofDraft', { began }) : t('campaigns.run.ofVersion', { began, version })}
    >
      <div className={styles['stack']}>
        <p role="status">
          <strong>{sentence}</strong>
        </p>
        {!isOver(run) && <Commands run={run} onTold={onTold} />}
        {entries.length > 0 && (
          <ol className={timeline['timeline']} aria-label={t('campaigns.run.happened')}>
            {entries.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id, and their order does not change
              <li key={`${entry.at}/${index}`} className={timeline['entry']}>
                <TimelineEntry
                  entry={entry}
                  messageLink={(id, words) => {
                    const url = sandboxUrls[id];
                    return url === undefined ? (
                      words
                    ) : (
                      <a href={url} target="_blank" rel="noreferrer">
                        {words}
                      </a>
                    );
                  }}
                />
              </li>
            ))}
          </ol>
        )}
      </div>
    </Card>
  );
}

/** What one does in place of time, of the shopper, or to end it. */
function Commands({ run: { id, cart }, onTold }: { readonly run: Run; readonly onTold: () => void }) {
  const { t } = useI18n();
  const store = useStore();
  const params = { params: { path: { id } } };
  const tell = useMutation({
    mutationFn: (command: Command) => {
      switch (command) {
        case 'skip-wait':
          return data(store.api.POST('/v1/test-runs/{id}/skip-wait', params));
        case 'buy':
          return data(store.api.POST('/v1/test-runs/{id}/buy', params));
        case 'stop':
          return data(store.api.POST('/v1/test-runs/{id}/stop', params));
      }
    },
    onSettled: onTold,
  });
  const isThere = cart !== null && !tell.isPending;
  return (
    <>
      <div className={styles['icons']}>
        <Button look="primary" disabled={!isThere} onClick={() => tell.mutate('skip-wait')}>
          {t('campaigns.run.skip')}
        </Button>
        <Button disabled={!isThere} onClick={() => tell.mutate('buy')}>
          {t('campaigns.run.buy')}
        </Button>
        <Button disabled={tell.isPending} onClick={() => tell.mutate('stop')}>
          {t('campaigns.run.stop')}
        </Button>
      </div>
      {tell.error && <Notice tone="warn">{tell.error.message}</Notice>}
    </>
  );
}
