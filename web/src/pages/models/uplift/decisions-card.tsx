import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import styles from './uplift.module.css';
import type { UpliftReport } from './use-uplift.ts';

/** How many carts policies decided about, and why others went by the rules instead. */
export function DecisionsCard({
  report: { decisions, byModel, leftAlone, refused },
}: {
  readonly report: UpliftReport;
}) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  if (decisions === 0 && refused.length === 0) return null;
  return (
    <Card title={t('uplift.decided.title')}>
      <div className={styles['words']}>
        <p>{t('uplift.decided', { decisions, byModel: format.number(byModel), leftAlone })}</p>
        {refused.map(({ reason, recoveries }) => (
          <p key={reason} className={styles['quiet']}>
            {t('uplift.decided.refused', { recoveries, reason: t(`uplift.decided.reason.${reason}`) })}
          </p>
        ))}
      </div>
    </Card>
  );
}
