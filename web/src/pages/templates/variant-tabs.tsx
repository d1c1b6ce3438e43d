import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';
import { type Channel, type Content, channels, type Finding } from './template-queries.ts';
import styles from './templates.module.css';
import { useLanguageName } from './use-language-name.ts';

interface VariantTabsProps {
  readonly content: Content;
  readonly locale: string;
  readonly channel: Channel;
  readonly findings: readonly Finding[];
  /** Null: whoever looks may not edit it. */
  readonly onChange: ((content: Content) => void) | null;
}

const variantsMax = 12;

/** One tab for each language, and for each channel in it; the first language is for everybody else. */
export function VariantTabs({ content, locale, channel, findings, onChange }: VariantTabsProps) {
  const { t } = useI18n();
  const store = useStore();
  const languageName = useLanguageName();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const { variants } = content;
  const path = (): string => location.pathname.replace(`/stores/${store.id}`, '');
  const problemsOf = (of: string, on: string | null) =>
    findings.filter(
      (one) => one.severity === 'problem' && one.locale === of && (on === null || one.part?.startsWith(`${on}.`)),
    ).length;
  const marked = (text: string, problems: number) =>
    problems === 0 ? text : `${text} · ${t('templates.problems', { count: problems })}`;
  const remove = () => {
    onChange?.({ variants: variants.filter((one) => one.locale !== locale) });
    void navigate({ to: '.', search: ((before: object) => ({ ...before, locale: undefined })) as unknown as true });
  };
  return (
    <div>
      <nav className={styles['tabs']} aria-label={t('templates.languages')}>
        {variants.map((one, index) => (
          <StoreLink
            key={one.locale}
            path={path()}
            search={{ locale: one.locale, channel }}
            className={styles['tab']}
            current={one.locale === locale}
          >
            {marked(languageName(one.locale), problemsOf(one.locale, null))}
            {index === 0 && variants.length > 1 && <span className={styles['quiet']}> {t('templates.forOthers')}</span>}
          </StoreLink>
        ))}
        {onChange && variants.length < variantsMax && (
          <Button onClick={() => setAdding(true)}>{t('templates.addLanguage')}</Button>
        )}
        {onChange && variants.length > 1 && <Button onClick={remove}>{t('templates.removeLanguage')}</Button>}
      </nav>
      <nav className={styles['tabs']} aria-label={t('templates.channels')}>
        {channels.map((one) => (
          <StoreLink
            key={one}
            path={path()}
            search={{ locale, channel: one }}
            className={styles['tab']}
            current={one === channel}
          >
            {marked(t(`channel.${one}`), problemsOf(locale, one))}
          </StoreLink>
        ))}
      </nav>
      {adding && onChange && (
        <AddLanguage
          content={content}
          onClose={() => setAdding(false)}
          onAdd={(added) => {
            const from = variants.find((one) => one.locale === locale) ?? variants[0];
            if (from) onChange({ variants: [...variants, { ...from, locale: added }] });
            setAdding(false);
            void navigate({ to: '.', search: ((before: object) => ({ ...before, locale: added })) as unknown as true });
          }}
        />
      )}
    </div>
  );
}

/** Asks which language; it begins as a copy of the one that is open. */
function AddLanguage({
  content,
  onAdd,
  onClose,
}: {
  readonly content: Content;
  readonly onAdd: (locale: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useI18n();
  const [tag, setTag] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const locale = canonical(tag.trim());
    if (locale === null) setProblem(t('templates.language.unknown'));
    else if (content.variants.some((one) => one.locale === locale)) setProblem(t('templates.language.there'));
    else onAdd(locale);
  };
  return (
    <Dialog open onClose={onClose} title={t('templates.addLanguage')}>
      <form onSubmit={submit} className={ui['stack']}>
        <TextField
          label={t('templates.language')}
          help={t('templates.language.help')}
          value={tag}
          maxLength={35}
          required
          problem={problem}
          onChange={(event) => setTag(event.target.value)}
        />
        <div>
          <Button look="primary" type="submit">
            {t('templates.addLanguage')}
          </Button>{' '}
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
