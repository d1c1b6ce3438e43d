import { useStore } from '../../../app/session.ts';
import { StoreLink } from '../../../app/store-link.tsx';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { lineageSearch } from '../../../lib/lineage-search.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card, Facts } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import { featureName } from '../predictions/feature-name.ts';
import styles from './lineage.module.css';
import { type PredictionLineage, usePredictionLineage } from './use-lineage.ts';

/** A prediction made once more, and everything that it was made from. */
export function PredictionCards({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const lineage = usePredictionLineage(id);
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  return (
    <>
      <Card
        title={t('lineage.again')}
        hint={t('lineage.again.hint')}
        actions={
          <Button disabled={lineage.isFetching} onClick={() => void lineage.refetch()}>
            {t('lineage.again.act')}
          </Button>
        }
      >
        <Loaded query={lineage} height={120}>
          {({ recomputed }) => (
            <div aria-live="polite">
              {recomputed ? <Again found={recomputed} /> : <Notice tone="warn">{t('lineage.again.none')}</Notice>}
              <p className={styles['quiet']}>
                {t('lineage.again.at', { when: format.time(new Date(lineage.dataUpdatedAt).toISOString()) })}
              </p>
            </div>
          )}
        </Loaded>
      </Card>
      <Loaded query={lineage} height={320}>
        {(shown) => <Features lineage={shown} />}
      </Loaded>
    </>
  );
}

/** As the engine allows it: the last bits depend on how many rows are scored together. */
const sameWithin = 0.000001;

function Again({ found }: { readonly found: NonNullable<PredictionLineage['recomputed']> }) {
  const { t } = useI18n();
  const { difference, sameVector, isSame, sameDecisions } = found;
  const apart = {
    difference: difference === 0 ? '0' : difference.toExponential(1),
    limit: sameWithin.toExponential(0),
  };
  return (
    <Facts
      facts={[
        [t('lineage.again.vector'), <Verdict key="vector" isSame={sameVector} text={t('lineage.again.vector.text')} />],
        [t('lineage.again.score'), <Verdict key="score" isSame={isSame} text={t('lineage.again.score.text', apart)} />],
        [
          t('lineage.again.decisions'),
          <Verdict key="decisions" isSame={sameDecisions} text={t('lineage.again.decisions.text')} />,
        ],
      ]}
    />
  );
}

function Verdict({ isSame, text }: { readonly isSame: boolean; readonly text: string }) {
  const { t } = useI18n();
  return (
    <>
      <Badge tone={isSame ? 'good' : 'bad'}>{t(isSame ? 'lineage.again.same' : 'lineage.again.differs')}</Badge>{' '}
      <span className={styles['quiet']}>{text}</span>
    </>
  );
}

function Features({ lineage: { features, featureSet } }: { readonly lineage: PredictionLineage }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const set = t('models.versions.features.text', { set: featureSet.name, version: String(featureSet.version) });
  return (
    <Card title={t('lineage.features')} hint={t('lineage.features.hint', { set })}>
      <Table
        stacks
        caption={t('lineage.features')}
        rows={features}
        keyOf={({ name }) => name}
        columns={[
          {
            key: 'name',
            head: t('lineage.features.name'),
            cell: ({ name }) => (
              <StoreLink path="/models" search={lineageSearch({ kind: 'feature', id: name })}>
                {featureName(t, name)}
              </StoreLink>
            ),
          },
          {
            key: 'value',
            head: t('lineage.features.value'),
            numeric: true,
            cell: ({ value }) => (value === null ? t('lineage.value.unknown') : format.number(value)),
          },
          {
            key: 'about',
            head: t('lineage.features.about'),
            cell: ({ description, unit }) => (
              <span lang="en">{[description, unit].filter(Boolean).join(', ') || '–'}</span>
            ),
          },
        ]}
      />
    </Card>
  );
}
