import { type FormEvent, useId, useState } from 'react';
import { refusalText } from '../app/refusal-text.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import ui from '../ui/ui.module.css';
import { type Flag, type FlagScope, flagTexts, stopsSending } from './flag.ts';
import { type RuleKind, readRuleForm, ruleKindOf } from './rule-form.ts';
import type { FlagChangeInput, usePlatformFlags, useStoreFlags } from './use-flags.ts';

interface FlagDialogProps {
  readonly flag: Flag;
  readonly scope: FlagScope;
  readonly change: ReturnType<typeof useStoreFlags>['change'] | ReturnType<typeof usePlatformFlags>['change'];
  readonly onClose: () => void;
}

/** Says something else of a flag, with a reason; what stops sending is said before it does. */
export function FlagDialog({ flag, scope, change, onClose }: FlagDialogProps) {
  const { t } = useI18n();
  const toast = useToast();
  const form = useId();
  const own = scope === 'store' ? flag.store : flag.platform;
  const [kind, setKind] = useState<RuleKind>(ruleKindOf(own?.rule ?? null));
  const { title } = flagTexts(flag.name, t);
  const stops = stopsSending(flag.name) && (kind === 'off' || kind === 'schedule');
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const input: FlagChangeInput = {
      ...{ name: flag.name, rule: readRuleForm(kind, values), reason: `${values.get('reason') ?? ''}` },
    };
    change.mutate(input, {
      onSuccess: () => {
        toast({ text: t('flags.changed', { what: title }) });
        onClose();
      },
    });
  };
  const kinds: readonly RuleKind[] = [
    'default',
    'on',
    'off',
    ...(flag.kind === 'flag' ? (['percentage'] as const) : []),
    'schedule',
  ];
  return (
    <Dialog
      open
      title={t('flags.change.of', { what: title })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form={form} look={stops ? 'danger' : 'primary'} disabled={change.isPending}>
            {t(stops ? 'flags.stop' : 'flags.save')}
          </Button>
        </>
      }
    >
      <form id={form} className={ui['stack']} onSubmit={save}>
        <SelectField
          label={t('flags.rule')}
          value={kind}
          onChange={({ target }) => setKind(kinds.find((one) => one === target.value) ?? 'default')}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(one === 'default' ? `flags.rule.default.${scope}` : `flags.rule.${one}`)}
            </option>
          ))}
        </SelectField>
        {kind === 'percentage' && (
          <TextField
            label={t('flags.percent')}
            help={t('flags.percent.help')}
            type="number"
            name="percent"
            min={1}
            max={99}
            defaultValue={own?.rule?.kind === 'percentage' ? own.rule.percent : 10}
            required
          />
        )}
        {kind === 'schedule' && <Schedule />}
        <TextField label={t('flags.reason')} help={t('flags.reason.help')} name="reason" maxLength={200} required />
        {stops && <Notice tone="warn">{t(`flags.stops.${scope}`)}</Notice>}
        {change.error !== null && <Notice tone="bad">{refusalText(t, change.error)}</Notice>}
      </form>
    </Dialog>
  );
}

function Schedule() {
  const { t } = useI18n();
  return (
    <>
      <SelectField label={t('flags.schedule.state')} name="state" defaultValue="off">
        <option value="off">{t('flags.off')}</option>
        <option value="on">{t('flags.on')}</option>
      </SelectField>
      <TextField label={t('flags.schedule.begins')} type="datetime-local" name="from" required />
      <TextField
        label={t('flags.schedule.ends')}
        help={t('flags.schedule.help')}
        type="datetime-local"
        name="until"
        required
      />
    </>
  );
}
