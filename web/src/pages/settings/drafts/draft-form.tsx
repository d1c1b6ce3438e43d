import { type FormEvent, useState } from 'react';
import { refusalText } from '../../../app/refusal-text.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { formValues } from '../../../lib/form-values.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { type DraftSettings, type DraftSettingsInput, sources, useDraftCommands } from './draft-data.ts';
import { ModelTest } from './model-test.tsx';

const toneLengthMax = 300;

/** The model and the guidance, saved together. */
export function DraftForm({ settings }: { readonly settings: DraftSettings }) {
  const { t } = useI18n();
  const toast = useToast();
  const { save } = useDraftCommands();
  const mayWrite = useStore().may('store:write');
  const [source, setSource] = useState(settings.source);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    save.mutate(readForm(formValues(form), settings, source), {
      onSuccess: () => {
        toast({ text: t('drafts.settings.saved') });
        const key = form.elements.namedItem('key');
        if (key instanceof HTMLInputElement) key.value = '';
      },
    });
  };
  const { guidance, own } = settings;
  return (
    <form className={ui['stack']} onSubmit={submit}>
      <Card title={t('drafts.model')} hint={t('drafts.model.hint')}>
        <div className={ui['stack']}>
          <SelectField
            label={t('drafts.source')}
            help={t(`drafts.source.${source}.help`, { model: settings.installationModel ?? '–' })}
            value={source}
            disabled={!mayWrite}
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
                readOnly={!mayWrite}
                required
              />
              <TextField
                name="model"
                label={t('drafts.modelName')}
                defaultValue={own?.model}
                readOnly={!mayWrite}
                required
              />
              <TextField
                name="key"
                type="password"
                label={t('drafts.key')}
                help={t(own?.hasKey ? 'drafts.key.kept' : 'drafts.key.help')}
                autoComplete="off"
                readOnly={!mayWrite}
              />
            </>
          )}
          <ModelTest settings={settings} mayTest={mayWrite} />
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
            readOnly={!mayWrite}
          />
          <TextArea
            name="neverSay"
            label={t('drafts.neverSay')}
            help={t('drafts.neverSay.help')}
            rows={4}
            defaultValue={guidance.neverSay.join('\n')}
            readOnly={!mayWrite}
          />
          <TextField
            name="discountPercentMax"
            inputMode="numeric"
            pattern="[0-9]{1,3}"
            label={t('drafts.ceiling')}
            help={t('drafts.ceiling.help')}
            defaultValue={guidance.discountPercentMax ?? ''}
            readOnly={!mayWrite}
          />
          <TextField
            name="languages"
            label={t('drafts.languages')}
            help={t('drafts.languages.help')}
            placeholder="en, de"
            defaultValue={guidance.languages.join(', ')}
            readOnly={!mayWrite}
          />
          <Lengths guidance={guidance} readOnly={!mayWrite} />
        </div>
      </Card>
      {save.error && (
        <Notice tone="bad">{refusalText(t, save.error, { 'invalid:own.url': 'drafts.url.problem' })}</Notice>
      )}
      {mayWrite && (
        <div className={ui['row']}>
          <Button look="primary" type="submit" disabled={save.isPending}>
            {t('action.save')}
          </Button>
        </div>
      )}
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
