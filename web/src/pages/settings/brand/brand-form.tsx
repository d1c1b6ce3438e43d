import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../../api/client.ts';
import { type Brand, brandQuery } from '../../../app/brand.tsx';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { parseColour } from '../../../lib/colour.ts';
import { Card } from '../../../ui/card.tsx';
import { Checkbox, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import { SaveRow, useSettingsForm } from '../settings-form.tsx';
import { type BrandColours, type BrandInput, colourNames, useColourCheck } from './brand-data.ts';
import { BrandPreview } from './brand-preview.tsx';
import { ColourFields } from './colour-fields.tsx';

/** Name, colours and support of the store, with what they will look like. */
export function BrandForm({ brand: { said, shown } }: { readonly brand: Brand }) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const [own, setOwn] = useState(said.colours !== null);
  const [typed, setTyped] = useState<BrandColours>(said.colours ?? plainOf(shown));
  const [name, setName] = useState(said.name ?? '');
  const [madeWith, setMadeWith] = useState(said.madeWith ?? shown.madeWith !== null);
  const colours = coloursIn(typed);
  const check = useColourCheck(own ? colours : null).data;
  const findings = own ? (check?.findings ?? []) : [];
  const form = useSettingsForm({
    bodyOf: (values): BrandInput => ({
      name: textIn(name),
      colours: own ? colours : null,
      supportEmail: textIn(values['supportEmail']),
      supportUrl: textIn(values['supportUrl']),
      madeWith,
    }),
    send: (body) => data(store.api.PUT('/v1/brand', { body })),
    onSaved: (saved) => queries.setQueryData(brandQuery(store.id).queryKey, saved),
    savedText: 'brand.saved',
  });
  return (
    <Card title={t('brand.look')}>
      <form className={ui['stack']} onSubmit={form.submit}>
        {form.fixed && <Notice>{t('store.readOnly')}</Notice>}
        <fieldset className={ui['group']} disabled={form.fixed}>
          <TextField
            label={t('brand.name')}
            help={t('brand.name.help')}
            value={name}
            maxLength={60}
            onChange={({ target }) => setName(target.value)}
          />
          <Checkbox label={t('brand.colours.own')} checked={own} onChange={({ target }) => setOwn(target.checked)} />
          {own && <ColourFields colours={typed} findings={findings} onChange={setTyped} />}
          <TextField
            label={t('brand.supportEmail')}
            help={t('brand.support.help')}
            type="email"
            name="supportEmail"
            defaultValue={said.supportEmail ?? ''}
            maxLength={254}
          />
          <TextField
            label={t('brand.supportUrl')}
            type="url"
            name="supportUrl"
            defaultValue={said.supportUrl ?? ''}
            maxLength={500}
          />
          <Checkbox
            label={t('brand.madeWith')}
            help={t('brand.madeWith.help')}
            checked={madeWith}
            onChange={({ target }) => setMadeWith(target.checked)}
          />
        </fieldset>
        <BrandPreview
          name={textIn(name) ?? store.name}
          palettes={own && check ? check.palettes : shown.palettes}
          logo={shown.logo}
          madeWith={madeWith}
        />
        <SaveRow form={form} blocked={own && (colours === null || findings.length > 0)} />
      </form>
    </Card>
  );
}

function textIn(value: string | undefined): string | null {
  return value === undefined || value.trim() === '' ? null : value.trim();
}

/** Null while one of them is no colour. */
function coloursIn(typed: BrandColours): BrandColours | null {
  const [primary, background, text, link] = colourNames.map((each) => parseColour(typed[each]));
  return primary && background && text && link ? { primary, background, text, link } : null;
}

function plainOf({ palettes: { light } }: Brand['shown']): BrandColours {
  const { primary, background, text, link } = light;
  return { primary, background, text, link };
}
