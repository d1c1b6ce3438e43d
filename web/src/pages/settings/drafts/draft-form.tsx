import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../../api/client.ts';
import { SaveRow } from '../../../app/edited-form.tsx';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import { useSettingsForm } from '../settings-form.tsx';
import { type DraftSettings, type DraftSettingsInput, draftSettingsQuery, sources } from './draft-data.ts';
import { ModelTest } from './model-test.tsx';

const toneLengthMax = 300;

/** The model and the guidance, saved together. */
export function DraftForm({ settings }: { readonly settings: DraftSettings }) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const [source, setSource] = useState(settings.source);
  const form = useSettingsForm({
    bodyOf: (values) => readForm(values, settings, source),
    send: (body) => data(store.api.PUT('/v1/draft-settings', { body })),
    onSaved(saved, { elements }) {
      queries.setQueryData(draftSettingsQuery(store).queryKey, saved);
      const key = elements.namedItem('key');
      if (key instanceof HTMLInputElement) key.value = '';
    },
    savedText: 'drafts.settings.saved',
    refusals: { 'invalid:own.url': 'drafts.url.problem' },
  });
  const { guidance, own } = settings;
  return (
    <form className={ui['stack']} onSubmit={form.submit}>
      <Card title={t('drafts.model')} hint={t('drafts.model.hint')}>
        <div className={ui['stack']}>
          <SelectField
            label={t('drafts.source')}
            help={t(`drafts.source.${source}.help`, { model: settings.installationModel ?? '–' })}
            value={source}
            disabled={form.fixed}
            onChange={({ target }) => setSource(sources.find((one) => one === target.value) ?? source)}
          >
            {sources.map((one) => (
              <option key={one} value={one}>
                {t(`drafts.source.${one}`)}
              </option>
            ))}
          </SelectField>
          {source === 'installation' && settings.installationModel === null && (
            <Notice tone="warn">{t('drafts.installation.none')}</Notice>
          )}
          {source === 'own' && (
            <>
              <TextField
                name="url"
                type="url"
                label={t('drafts.url')}
                help={t('drafts.url.help')}
                placeholder="https://models.example/v1"
                defaultValue={own?.url}
                readOnly={form.fixed}
                required
              />
              <TextField
                name="model"
                label={t('drafts.modelName')}
                defaultValue={own?.model}
                readOnly={form.fixed}
                required
              />
              <TextField
                name="key"
                type="password"
                label={t('drafts.key')}
                help={t(own?.hasKey ? 'drafts.key.kept' : 'drafts.key.help')}
                autoComplete="off"
                readOnly={form.fixed}
              />
            </>
          )}
          <ModelTest settings={settings} mayTest={!form.fixed} />
        </div>
      </Card>
      <Card title={t('drafts.guidance')} hint={t('drafts.guidance.hint')}>
        <div className={ui['stack']}>
          <TextField
            name="tone"
            label={t('drafts.tone')}
            help={t('drafts.tone.help')}
            maxLength={toneLengthMax}
            defaultValue={guidance.tone}
            readOnly={form.fixed}
          />
          <TextArea
            name="neverSay"
            label={t('drafts.neverSay')}
            help={t('drafts.neverSay.help')}
            rows={4}
            defaultValue={guidance.neverSay.join('\n')}
            readOnly={form.fixed}
          />
          <TextField
            name="discountPercentMax"
            inputMode="numeric"
            pattern="[0-9]{1,3}"
            label={t('drafts.ceiling')}
            help={t('drafts.ceiling.help')}
            defaultValue={guidance.discountPercentMax ?? ''}
            readOnly={form.fixed}
          />
          <TextField
            name="languages"
            label={t('drafts.languages')}
            help={t('drafts.languages.help')}
            placeholder="en, de"
            defaultValue={guidance.languages.join(', ')}
            readOnly={form.fixed}
          />
          <Lengths guidance={guidance} readOnly={form.fixed} />
        </div>
      </Card>
      <SaveRow form={form} />
    </form>
  );
}

export const draftParts = [
  'subject',
  'preheader',
  'headline',
  'body',
  'button',
  'sms',
  'push_title',
  'push_body',
] as const;

/** As in the engine: where a store says nothing else. */
const usualLengths = {
  subject: 60,
  preheader: 100,
  headline: 60,
  body: 600,
  button: 25,
  sms: 100,
  push_title: 50,
  push_body: 120,
};

function Lengths({ guidance, readOnly }: { readonly guidance: DraftSettings['guidance']; readonly readOnly: boolean }) {
  const { t } = useI18n();
  return (
    <details>
      <summary>{t('drafts.lengths')}</summary>
      <p className={ui['help']}>{t('drafts.lengths.help')}</p>
      <div className={ui['stack']}>
        {draftParts.map((part) => (
          <TextField
            key={part}
            name={`length.${part}`}
            inputMode="numeric"
            pattern="[0-9]{1,4}"
            label={t(`drafts.part.${part}`)}
            placeholder={String(usualLengths[part])}
            defaultValue={guidance.lengths[part] ?? ''}
            readOnly={readOnly}
          />
        ))}
      </div>
    </details>
  );
}

function readForm(
  values: Readonly<Record<string, string>>,
  { own }: DraftSettings,
  source: DraftSettings['source'],
): DraftSettingsInput {
  const listOf = (text = '', between: RegExp = /\n/) =>
    text
      .split(between)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const numberOf = (text = '') => (text.trim() === '' ? null : Number(text));
  const key = values['key']?.trim();
  return {
    source,
    own:
      source === 'own'
        ? { url: values['url'] ?? '', model: values['model'] ?? '', ...(key && { key }) }
        : own && { url: own.url, model: own.model },
    guidance: {
      tone: values['tone'] ?? '',
      neverSay: listOf(values['neverSay']),
      languages: listOf(values['languages'], /[\s,;]+/),
      discountPercentMax: numberOf(values['discountPercentMax']),
      lengths: Object.fromEntries(
        draftParts.flatMap((part) => {
          const length = numberOf(values[`length.${part}`]);
          return length === null ? [] : [[part, length]];
        }),
      ),
    },
  };
}
