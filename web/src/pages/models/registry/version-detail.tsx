import { useState } from 'react';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { LineageLink } from '../../../reasons/lineage-link.tsx';
import { Card, Facts } from '../../../ui/card.tsx';
import { SmallSelect } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { CardText } from './card-text.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { MoveButton } from './move-button.tsx';
import styles from './registry.module.css';
import { type Models, type ModelVersion, useComparison, useModelVersion } from './use-models.ts';

/** One version: how it compares, what it learned from, and in its own words where it is wrong. */
export function VersionDetail({ version, models }: { readonly version: ModelVersion; readonly models: Models }) {
  const { t } = useI18n();
  const detail = useModelVersion(version.id);
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  // Differences of a ten-millionth are figures too.
  const gateFigure = (found: number) =>
    Math.abs(found) < 0.001 ? found.toExponential(1) : format.number(Number(found.toPrecision(4)));
  const answers = version.stage === 'production';
  const others = models.versions.filter(({ id, model }) => id !== version.id && model === version.model);
  return (
    <>
      <Card
        title={t('models.detail', { version: version.version })}
        actions={
          <>
            <LineageLink of={{ kind: 'version', id: version.id }} />
            {!answers && (
              <MoveButton move={{ kind: 'promote', id: version.id, scope: version.scope, version: version.version }} />
            )}
          </>
        }
      >
        <Loaded query={detail} height={240}>
          {({ label, source, training, features, gates, artifacts, card }) => (
            <>
              <Facts
                facts={[
                  [t('models.detail.label'), label],
                  [
                    t('models.detail.source'),
                    t('models.detail.source.text', {
                      rows: format.number(training.rows),
                      source: source.name,
                      share: format.percent(training.positives / training.rows),
                    }),
                  ],
                  [t('models.detail.features'), features.map(({ name }) => name).join(', ')],
                  [
                    t('models.detail.gates'),
                    <ul key="gates" className={styles['plainList']}>
                      {gates.map(({ name, found, asked }) => (
                        <li key={name}>{t('models.detail.gate', { name, found: gateFigure(found), asked })}</li>
                      ))}
                    </ul>,
                  ],
                  [
                    t('models.detail.files'),
                    <ul key="files" className={styles['plainList']}>
                      {artifacts.map(({ name, sha256 }) => (
                        <li key={name}>
                          {name} <code className={styles['hash']}>{sha256}</code>
                        </li>
                      ))}
                    </ul>,
                  ],
                ]}
              />
              <details className={styles['more']}>
                <summary>{t('models.detail.card')}</summary>
                {card === null ? <p>{t('models.detail.card.none')}</p> : <CardText text={card} />}
              </details>
            </>
          )}
        </Loaded>
      </Card>
      {others.length > 0 && <Compared version={version} others={others} />}
    </>
  );
}

function Compared({ version, others }: { readonly version: ModelVersion; readonly others: readonly ModelVersion[] }) {
  const { t } = useI18n();
  const first = others.find(({ stage }) => stage === 'production') ?? others[0];
  const [base, setBase] = useState(first?.id ?? version.id);
  const comparison = useComparison(version.id, base);
  const name = others.find(({ id }) => id === base)?.version ?? '';
  return (
    <Card
      title={t('models.compare', { version: name })}
      hint={t('models.compare.hint')}
      actions={
        <SmallSelect label={t('models.compare.with')} value={base} onChange={({ target }) => setBase(target.value)}>
          {others.map(({ id, version: other }) => (
            <option key={id} value={id}>
              {other}
            </option>
          ))}
        </SmallSelect>
      }
    >
      <Loaded query={comparison} height={200}>
        {(shown) => <ComparisonTable comparison={shown} />}
      </Loaded>
    </Card>
  );
}
