import { useState } from 'react';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import { featureName } from '../predictions/feature-name.ts';
import { useWithoutFeature } from './use-lineage.ts';

/** What the newest predictions would have been had a feature not been known. */
export function WithoutCard({ name }: { readonly name: string }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const [isAsked, setAsked] = useState(false);
  const without = useWithoutFeature(name, isAsked);
  const title = t('lineage.without', { feature: featureName(t, name) });
  const points = (change: number) =>
    t('lineage.without.points', { points: format.number(Number((100 * change).toFixed(2))) });
  return (
    <Card
      title={title}
      hint={t('lineage.without.hint')}
      actions={!isAsked && <Button onClick={() => setAsked(true)}>{t('lineage.without.act')}</Button>}
    >
      {isAsked && (
        <Loaded query={without} height={96}>
          {({ versions }) =>
            versions.length === 0 ? (
              <p>{t('lineage.without.none')}</p>
            ) : (
              <Table
                stacks
                caption={title}
                rows={versions}
                keyOf={({ id }) => id}
                columns={[
                  { key: 'version', head: t('lineage.without.version'), cell: ({ version }) => version },
                  {
                    key: 'predictions',
                    head: t('lineage.without.predictions'),
                    numeric: true,
                    cell: ({ predictions }) => format.number(predictions),
                  },
                  {
                    key: 'known',
                    head: t('lineage.without.known'),
                    numeric: true,
                    cell: ({ known }) => format.number(known),
                  },
                  {
                    key: 'mean',
                    head: t('lineage.without.mean'),
                    numeric: true,
                    cell: ({ meanChange }) => points(meanChange),
                  },
                  {
                    key: 'max',
                    head: t('lineage.without.max'),
                    numeric: true,
                    cell: ({ maxChange }) => points(maxChange),
                  },
                  {
                    key: 'decided',
                    head: t('lineage.without.decided'),
                    numeric: true,
                    cell: ({ decidedOtherwise }) => format.number(decidedOtherwise),
                  },
                ]}
              />
            )
          }
        </Loaded>
      )}
    </Card>
  );
}
