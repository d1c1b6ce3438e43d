import { useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import ui from '../../ui/ui.module.css';
import styles from './dead-letters.module.css';
import type { LetterDetail } from './use-clusters.ts';

/** The letter as it came; without what says who somebody is where the person may not see that. */
export function LetterContent({ letter }: { readonly letter: LetterDetail }) {
  const { t } = useI18n();
  return (
    <Card title={t('deadLetters.content')} actions={<CopyText text={letter.eventId ?? letter.id} />}>
      <div className={ui['stack']}>
        {letter.masked && <p className={styles['quiet']}>{t('deadLetters.masked')}</p>}
        {letter.content === '' ? (
          <p>{t('deadLetters.content.gone')}</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <section className={styles['body']} tabIndex={0} aria-label={t('deadLetters.content')}>
            <pre>{pretty(letter.content)}</pre>
          </section>
        )}
      </div>
    </Card>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
