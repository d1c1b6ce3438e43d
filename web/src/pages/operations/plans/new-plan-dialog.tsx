import { type FormEvent, useState } from 'react';
import { refusalText } from '../../../app/refusal-text.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { LimitFields, limitsIn, typedOf } from './limit-fields.tsx';
import { usePlanCommands } from './plan-data.ts';
import { PreviewOfAll } from './plan-preview.tsx';

/** Makes a plan, with what it would mean for the stores that there are. */
export function NewPlanDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, locale } = useI18n();
  const toast = useToast();
  const { make } = usePlanCommands();
  const [name, setName] = useState('');
  const [typed, setTyped] = useState(typedOf({}, locale));
  const limits = limitsIn(typed, locale);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (limits === null) return;
    const onSuccess = () => {
      toast({ text: t('plans.made', { name }) });
      onClose();
    };
    make.mutate({ name, limits }, { onSuccess });
  };
  return (
    <Dialog open wide onClose={onClose} title={t('plans.new')}>
      <form className={ui['stack']} onSubmit={submit}>
        {make.error && (
          <Notice tone="bad">
            {refusalText(t, make.error, { conflict: 'plans.name.taken', 'invalid:name': 'plans.name.help' })}
          </Notice>
        )}
        <TextField
          label={t('plans.name')}
          help={t('plans.name.help')}
          value={name}
          maxLength={40}
          required
          onChange={({ target }) => setName(target.value)}
        />
        <LimitFields typed={typed} onChange={setTyped} />
        <PreviewOfAll limits={limits} />
        <p className={ui['help']}>{t('plans.new.final')}</p>
        <div className={ui['row']}>
          <Button look="primary" type="submit" disabled={make.isPending || limits === null || name === ''}>
            {t('plans.make')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
