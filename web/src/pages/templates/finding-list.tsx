import type { UseQueryResult } from '@tanstack/react-query';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import type { Finding, TemplateCheck } from './template-queries.ts';
import styles from './templates.module.css';
import { useLanguageName } from './use-language-name.ts';

/** An e-mail that is larger is cut off by mailboxes; as in the check itself. */
const shownWholeBytes = 102_000;

/** What is wrong with the template, where, and how large its messages are. */
export function FindingList({ check }: { readonly check: UseQueryResult<TemplateCheck> }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const languageName = useLanguageName();
  return (
    <Card title={t('templates.check')} hint={t('templates.check.hint')}>
      <Loaded query={check} height={80}>
        {({ findings, measures }) => (
          <>
            {findings.length === 0 ? (
              <p>{t('templates.check.fine')}</p>
            ) : (
              <ul className={styles['findings']}>
                {findings.map((one) => (
                  <li key={`${one.code}/${one.locale}/${one.part}/${one.line}/${one.column}/${one.detail}`}>
                    <FindingLine finding={one} />
                  </li>
                ))}
              </ul>
            )}
            {measures.length > 0 && (
              <dl className={styles['names']}>
                {measures.map(({ locale, channel, bytes, segments, longest }) => (
                  <div key={`${locale}/${channel}`} style={{ display: 'contents' }}>
                    <dt>
                      {languageName(locale)}, {t(`channel.${channel}`)}
                    </dt>
                    <dd>
                      {channel === 'sms'
                        ? [
                            t('templates.measure.sms', { count: segments }),
                            ...(longest
                              ? [t('templates.measure.longest', { count: longest.parts, most: longest.partsMax })]
                              : []),
                            ...(longest?.cost ? [t('templates.measure.cost', longest.cost)] : []),
                          ].join(' · ')
                        : channel === 'email'
                          ? t('templates.measure.email', {
                              size: format.number(Math.ceil(bytes / 1_000)),
                              most: format.number(shownWholeBytes / 1_000),
                            })
                          : t('templates.measure.push', { size: format.number(bytes) })}
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function FindingLine({ finding }: { readonly finding: Finding }) {
  const { t } = useI18n();
  const languageName = useLanguageName();
  const { severity, code, locale, part, line, column, detail } = finding;
  const place = [
    locale && languageName(locale),
    part && t(`templates.part.${part}`),
    line !== null && t('templates.place', { line, column: column ?? 1 }),
  ].filter(Boolean);
  return (
    <>
      <Badge tone={severity === 'problem' ? 'bad' : 'warn'}>{t(`templates.severity.${severity}`)}</Badge>{' '}
      {t(`templates.finding.${code}`)} {detail !== null && <code className={styles['detail']}>{detail}</code>}
      {place.length > 0 && <div className={styles['quiet']}>{place.join(' · ')}</div>}
    </>
  );
}
