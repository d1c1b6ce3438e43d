import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import styles from './deliverability.module.css';
import { errorCodeKeys } from './error-codes.en.ts';
import type { Provider } from './use-deliverability.ts';

/** How the providers did within a day, with what they answered in words. */
export function ProviderCard({ providers }: { readonly providers: readonly Provider[] }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  return (
    <Card title={t('deliverability.providers')} hint={t('deliverability.providers.hint')}>
      <ul className={styles['providers']} aria-label={t('deliverability.providers')}>
        {providers.map((one) => {
          const { channel, provider, inUse, configured, reports, attempted, failed, lastAcceptedAt, errorCodes } = one;
          const state = stateOf(one);
          return (
            <li key={`${channel}:${provider}`}>
              <p className={styles['limitHead']}>
                <strong>
                  {t(`channel.${channel}`)} · {provider}
                </strong>
                <Badge tone={tones[state]}>{t(`deliverability.provider.${state}`)}</Badge>
                {!inUse && <span className={styles['quiet']}>{t('deliverability.provider.unused')}</span>}
              </p>
              {one.account && one.account.trouble !== null && (
                <p>
                  {t(`sender.trouble.${one.account.trouble}`)}{' '}
                  {one.account.until !== null &&
                    t('deliverability.provider.until', { until: format.dateTime(one.account.until) })}
                </p>
              )}
              {one.account?.state === 'slow' && <p>{t('deliverability.provider.slow.text')}</p>}
              {one.account?.state === 'failing' && <p>{t('deliverability.provider.distrusted.text')}</p>}
              {one.stoodInFor !== null && (
                <p>{t('deliverability.provider.stoodIn', { count: one.stoodIn, name: one.stoodInFor })}</p>
              )}
              {inUse && channel === 'sms' && delivers(one) && one.shared && (
                <p>{t('deliverability.provider.shared')}</p>
              )}
              {inUse && !configured && <p>{t('deliverability.provider.missing.text')}</p>}
              {attempted > 0 && <p>{t('deliverability.provider.counts', { attempted, failed })}</p>}
              {lastAcceptedAt !== null && (
                <p className={styles['quiet']}>
                  {t('deliverability.provider.last', { since: format.relative(lastAcceptedAt) })}
                </p>
              )}
              {delivers(one) && !reports && (
                <p className={styles['quiet']}>{t('deliverability.provider.unobserved')}</p>
              )}
              {errorCodes.length > 0 && (
                <ul className={styles['codes']}>
                  {errorCodes.map(({ code, messages, lastAt }) => (
                    <li key={code}>
                      <ErrorCode code={code} />{' '}
                      <span className={styles['quiet']}>
                        {t('deliverability.code.times', { count: messages, since: format.relative(lastAt) })}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

type State = 'ok' | 'idle' | 'failing' | 'some' | 'missing' | 'stopped' | 'slow' | 'distrusted';
const tones: Readonly<Record<State, Tone>> = {
  ok: 'good',
  idle: 'neutral',
  failing: 'bad',
  some: 'warn',
  missing: 'bad',
  stopped: 'bad',
  slow: 'warn',
  distrusted: 'warn',
};

function stateOf({ inUse, configured, attempted, failed, account }: Provider): State {
  if (inUse && !configured) return 'missing';
  if (account?.state === 'stopped' || account?.state === 'trying') return 'stopped';
  if (account?.state === 'failing') return 'distrusted';
  if (account?.state === 'slow') return 'slow';
  if (attempted === 0) return 'idle';
  if (failed === 0) return 'ok';
  return failed * 2 >= attempted ? 'failing' : 'some';
}

/** The outbox delivers to nobody, so there is nothing to hear of. */
function delivers({ provider, configured }: Provider): boolean {
  return configured && provider !== 'outbox';
}

const known: ReadonlySet<string> = new Set(errorCodeKeys);

function ErrorCode({ code }: { readonly code: string }) {
  const { t } = useI18n();
  const key = `providerCode.${code}`;
  return known.has(key) ? (
    <>
      {t(key as MessageKey)} <code className="reason-code">{code}</code>
    </>
  ) : (
    <code>{code}</code>
  );
}
