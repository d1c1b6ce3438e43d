import { useQueryClient } from '@tanstack/react-query';
import { type CSSProperties, useState } from 'react';
import { data } from '../../api/client.ts';
import { accentTokens, paleThemes, themeSurfaces } from '../../app/accent.ts';
import { useStore } from '../../app/session.ts';
import { logoSource, lookQuery, type StoreLook } from '../../app/team-look.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { contrast, parseColour } from '../../lib/colour.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import ui from '../../ui/ui.module.css';
import { LogoField } from './logo-field.tsx';
import styles from './settings.module.css';
import { SaveRow, useSettingsForm } from './settings-form.tsx';

/** The colour that the picker shows while none is chosen: that of the light theme. */
const ownAccent = '#1d4ed8';

/** Name, accent and logo for everybody in the store, with what they will look like. */
export function TeamLookForm({ look }: { readonly look: StoreLook }) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const [productName, setProductName] = useState(look.productName ?? '');
  const [accent, setAccent] = useState(look.accentColour ?? '');
  const [logo, setLogo] = useState(look.logo);
  const colour = parseColour(accent);
  const wrong = accent !== '' && colour === null;
  const form = useSettingsForm({
    bodyOf: (): StoreLook => ({
      ...{ productName: productName.trim() === '' ? null : productName, accentColour: colour, logo },
    }),
    send: (body) => data(store.api.PUT('/v1/store/look', { body })),
    onSaved: (saved) => queries.setQueryData(lookQuery(store.id).queryKey, saved),
    savedText: 'look.saved',
  });
  return (
    <Card title={t('look.team')}>
      <form className={ui['stack']} onSubmit={form.submit}>
        {form.fixed && <Notice>{t('store.readOnly')}</Notice>}
        <fieldset className={ui['group']} disabled={form.fixed}>
          <TextField
            label={t('look.product')}
            help={t('look.product.help')}
            value={productName}
            maxLength={60}
            onChange={({ target }) => setProductName(target.value)}
          />
          <div className={styles['colour']}>
            <TextField
              label={t('look.accent')}
              help={t('look.accent.help')}
              problem={wrong ? t('look.accent.wrong') : null}
              value={accent}
              maxLength={7}
              spellCheck={false}
              onChange={({ target }) => setAccent(target.value)}
            />
            <input
              type="color"
              aria-label={t('look.accent.pick')}
              value={colour ?? ownAccent}
              onChange={({ target }) => setAccent(target.value)}
            />
          </div>
          <LogoField logo={logo} onChange={setLogo} />
        </fieldset>
        <Preview productName={productName} colour={colour} logo={logo} />
        <SaveRow form={form} blocked={wrong} />
      </form>
    </Card>
  );
}

interface PreviewProps {
  readonly productName: string;
  readonly colour: string | null;
  readonly logo: string | null;
}

function Preview({ productName, colour, logo }: PreviewProps) {
  const { t, locale } = useI18n();
  const ratio = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1 });
  const tokens = colour === null ? undefined : accentTokens(colour);
  return (
    <section className={styles['preview']} aria-label={t('look.preview')} style={tokens as CSSProperties | undefined}>
      <h3>{t('look.preview')}</h3>
      <div className={ui['row']}>
        {logo !== null && <img className={styles['logo']} src={logoSource(logo)} alt={t('look.logo.current')} />}
        <strong>{productName.trim() === '' ? t('entry.product') : productName}</strong>
      </div>
      <div>
        <Button look="primary">{t('look.preview.button')}</Button>
      </div>
      {colour !== null && tokens && (
        <p>
          {t('look.accent.ink', {
            ratio: ratio(contrast(colour, tokens['--on-accent'])),
            ink: tokens['--on-accent'] === '#000000' ? 'black' : 'white',
          })}
        </p>
      )}
      {colour !== null &&
        paleThemes(colour).map((theme) => (
          <Notice key={theme} tone="warn">
            {t(`look.accent.pale.${theme}`, { ratio: ratio(contrast(colour, themeSurfaces[theme])) })}
          </Notice>
        ))}
    </section>
  );
}
