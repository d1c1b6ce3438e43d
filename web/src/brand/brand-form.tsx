import { useState } from 'react';
import type { Brand } from '../app/brand.tsx';
import { SaveRow, useEditedForm } from '../app/edited-form.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { parseColour } from '../lib/colour.ts';
import { Card } from '../ui/card.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import ui from '../ui/ui.module.css';
import {
  type BrandColours,
  type BrandInput,
  type BrandPlace,
  colourNames,
  useColourCheck,
  useKept,
} from './brand-place.ts';
import { BrandPreview } from './brand-preview.tsx';
import { ColourFields } from './colour-fields.tsx';

/** Name, colours and support, with what they will look like. */
export function BrandForm({ place, brand: { said, shown } }: { readonly place: BrandPlace; readonly brand: Brand }) {
  const { t } = useI18n();
  const onSaved = useKept(place);
  const [own, setOwn] = useState(said.colours !== null);
  const [typed, setTyped] = useState<BrandColours>(said.colours ?? plainOf(shown));
  const [name, setName] = useState(said.name ?? '');
  const [madeWith, setMadeWith] = useState(said.madeWith ?? shown.madeWith !== null);
  const colours = coloursIn(typed);
  const check = useColourCheck(own ? colours : null).data;
  const findings = own ? (check?.findings ?? []) : [];
  const form = useEditedForm({
    fixed: !place.mayWrite,
    bodyOf: (values): BrandInput => ({
      name: textIn(name),
      colours: own ? colours : null,
      supportEmail: textIn(values['supportEmail']),
      supportUrl: textIn(values['supportUrl']),
      madeWith,
    }),
    send: place.say,
    onSaved,
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
          name={textIn(name) ?? place.plainName}
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
