import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import ui from '../../../ui/ui.module.css';
import type { BrandDomain } from './domain-data.ts';
import styles from './domains.module.css';

const tones: Readonly<Record<BrandDomain['state'], Tone>> = {
  ...{ waiting: 'warn', live: 'good', failing: 'bad' },
  ...{ expired: 'neutral', lost: 'neutral', released: 'neutral' },
};

interface DomainStateProps {
  readonly domain: BrandDomain;
  readonly checking: boolean;
  /** Null: somebody who may not. */
  readonly onCheck: (() => void) | null;
  readonly onRelease: (() => void) | null;
}

/** One name: where it stands, and what has to be in DNS while it is asked for or held. */
export function DomainState({ domain, checking, onCheck, onRelease }: DomainStateProps) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const { state, record, found, checkedAt, restsUntil } = domain;
  const isOpen = state === 'waiting' || state === 'live' || state === 'failing';
  return (
    <section aria-label={domain.domain}>
      <div className={ui['row']}>
        <strong>{domain.domain}</strong>
        <Badge tone={tones[state]}>{t(`brand.domain.state.${state}`)}</Badge>
        <span className={ui['help']}>{t(`brand.domain.use.${domain.use}`)}</span>
      </div>
      {isOpen && (
        <div className={styles['record']}>
          <span className={ui['help']}>{t('brand.domain.record')}</span>
          <CopyText text={record.name} />
          <CopyText text={record.value} />
          {found !== null && checkedAt !== null && (
            <span className={ui['help']} role="status">
              {t(`brand.domain.found.${found}`)} {t('brand.domain.checked', { moment: format.dateTime(checkedAt) })}
            </span>
          )}
          <div className={ui['row']}>
            {onCheck && (
              <Button disabled={checking} onClick={onCheck}>
                {t('brand.domain.check')}
              </Button>
            )}
            {onRelease && <Button onClick={onRelease}>{t('brand.domain.release')}</Button>}
          </div>
        </div>
      )}
      {restsUntil !== null && (
        <p className={ui['help']}>{t('brand.domain.rests', { moment: format.dateTime(restsUntil) })}</p>
      )}
    </section>
  );
}
