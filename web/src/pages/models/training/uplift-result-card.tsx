import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card, Facts } from '../../../ui/card.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';
import { QiniChart } from '../uplift/qini-card.tsx';
import { Gates, useInterval } from './result-cards.tsx';
import type { UpliftResult } from './use-training.ts';

const measures = ['qini', 'auuc', 'ate'] as const;

/** What a model of what messages change learned from, and how well it tells people apart. */
export function UpliftResultCard({ result }: { readonly result: UpliftResult }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const interval = useInterval();
  const { rows, learner, learners } = result;
  return (
    <Card title={t('training.uplift')} hint={t('training.uplift.hint')}>
      <div className={ui['stack']}>
        <Facts
          facts={[
            [t('training.uplift.rows'), format.number(rows.all)],
            [
              t('training.uplift.taken'),
              t('training.uplift.taken.text', {
                none: format.number(rows.none),
                message: format.number(rows.message),
                offer: format.number(rows.offer),
              }),
            ],
            [
              t('training.uplift.split'),
              t('training.uplift.split.text', {
                learned: format.number(rows.learned),
                chosen: format.number(rows.chosen),
                asked: format.number(rows.asked),
              }),
            ],
            [
              t('training.uplift.learner'),
              t('training.uplift.learner.text', {
                learner,
                all: learners.map(({ name, qini }) => `${name} ${qini.toFixed(3)}`).join(', '),
              }),
            ],
          ]}
        />
        <Table
          stacks
          caption={t('training.uplift')}
          rows={measures}
          keyOf={(name) => name}
          columns={[
            { key: 'name', head: t('training.measures.name'), cell: (name) => t(`training.uplift.${name}`) },
            { key: 'value', head: t('training.measures.new'), cell: (name) => interval(result[name]) },
          ]}
        />
        {result.curve.length > 0 && <QiniChart curve={result.curve} />}
        <Gates gates={result.gates} />
      </div>
    </Card>
  );
}
