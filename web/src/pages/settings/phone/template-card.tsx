import { useMutation, useQueryClient } from '@tanstack/react-query';
import { data } from '../../../api/client.ts';
import { refusalText } from '../../../app/refusal-text.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import { type PhoneSettings, type TemplateRow, type Variable, variables } from './phone-change.ts';

interface Props {
  readonly settings: PhoneSettings;
  readonly rows: readonly TemplateRow[];
  readonly onChange: (rows: readonly TemplateRow[]) => void;
}

/** Our templates as the vendor approved them. */
export function TemplateCard({ settings, rows, onChange }: Props) {
  const { t } = useI18n();
  const change = (at: number, row: TemplateRow) => onChange(rows.map((one, index) => (index === at ? row : one)));
  const add: TemplateRow = {
    ...{ carrier: 'whatsapp', template: 'cart-reminder-1', locale: 'en', contentSid: '', variables: ['restore_link'] },
  };
  return (
    <Card title={t('phone.templates')} hint={t('phone.templates.hint')}>
      <div className={ui['stack']}>
        {rows.length === 0 && <p>{t('phone.templates.none')}</p>}
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row that is being typed has no other name
          <fieldset key={index} className={ui['group']}>
            <legend>{t('phone.template.number', { number: index + 1 })}</legend>
            <Row
              row={row}
              stopped={settings.templates.find(({ contentSid }) => contentSid === row.contentSid)?.stopped ?? null}
              onChange={(changed) => change(index, changed)}
              onRemove={() => onChange(rows.filter((_, other) => other !== index))}
            />
          </fieldset>
        ))}
        <div>
          <Button type="button" onClick={() => onChange([...rows, add])}>
            {t('phone.template.add')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Row({
  row,
  stopped,
  onChange,
  onRemove,
}: {
  readonly row: TemplateRow;
  readonly stopped: PhoneSettings['templates'][number]['stopped'];
  readonly onChange: (row: TemplateRow) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useI18n();
  const setVariable = (at: number, value: string) =>
    onChange({ ...row, variables: row.variables.map((one, index) => (index === at ? (value as Variable) : one)) });
  return (
    <div className={ui['stack']}>
      {stopped && <Stopped contentSid={row.contentSid} code={stopped.code} />}
      <SelectField
        label={t('phone.template.carrier')}
        value={row.carrier}
        onChange={({ target }) => onChange({ ...row, carrier: target.value === 'rcs' ? 'rcs' : 'whatsapp' })}
      >
        <option value="whatsapp">WhatsApp</option>
        <option value="rcs">RCS</option>
      </SelectField>
      <TextField
        label={t('phone.template.name')}
        help={t('phone.template.name.help')}
        value={row.template}
        onChange={({ target }) => onChange({ ...row, template: target.value })}
        required
      />
      <TextField
        label={t('phone.template.locale')}
        help={t('phone.template.locale.help')}
        value={row.locale}
        onChange={({ target }) => onChange({ ...row, locale: target.value })}
        required
      />
      <TextField
        label={t('phone.template.sid')}
        help={t('phone.template.sid.help')}
        value={row.contentSid}
        onChange={({ target }) => onChange({ ...row, contentSid: target.value })}
        required
      />
      {row.variables.map((variable, index) => (
        <SelectField
          // biome-ignore lint/suspicious/noArrayIndexKey: a variable is its number
          key={index}
          label={t('phone.variable', { number: index + 1 })}
          value={variable}
          onChange={({ target }) => setVariable(index, target.value)}
        >
          {variables.map((one) => (
            <option key={one} value={one}>
              {t(`phone.variable.${one}`)}
            </option>
          ))}
        </SelectField>
      ))}
      <div className={ui['row']}>
        <Button type="button" onClick={() => onChange({ ...row, variables: [...row.variables, 'first_name'] })}>
          {t('phone.variable.add')}
        </Button>
        {row.variables.length > 0 && (
          <Button type="button" onClick={() => onChange({ ...row, variables: row.variables.slice(0, -1) })}>
            {t('phone.variable.remove')}
          </Button>
        )}
        <Button type="button" onClick={onRemove}>
          {t('phone.template.remove')}
        </Button>
      </div>
    </div>
  );
}

function Stopped({ contentSid, code }: { readonly contentSid: string; readonly code: string }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const resume = useMutation({
    mutationFn: () =>
      data(store.api.POST('/v1/store/phone/templates/{contentSid}/resume', { params: { path: { contentSid } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['store', store.id, 'phone'] }),
  });
  return (
    <Notice tone="bad">
      <p>{t('phone.stopped', { code })}</p>
      {resume.error && <p>{refusalText(t, resume.error)}</p>}
      <Button type="button" disabled={resume.isPending} onClick={() => resume.mutate()}>
        {t('phone.stopped.resume')}
      </Button>
    </Notice>
  );
}
