import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import styles from './dead-letters.module.css';
import type { LetterDetail } from './use-clusters.ts';

/** What was done about a letter and its cluster, newest first. */
export function LetterHistory({ letter }: { readonly letter: LetterDetail }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  return (
    <Card title={t('deadLetters.history')}>
      <ol className={styles['history']}>
        {letter.history.map(({ at, actor, action, letters }) => (
          <li key={`${at} ${action} ${actor}`}>
            {t(`deadLetters.did.${action}`, { count: letters })}
            <div className={styles['quiet']}>
              {format.dateTime(at)} · <code>{actor}</code>
            </div>
          </li>
        ))}
        <li>
          {t('deadLetters.did.arrived')}
          <div className={styles['quiet']}>{format.dateTime(letter.at)}</div>
        </li>
      </ol>
    </Card>
  );
}
