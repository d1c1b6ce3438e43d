import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { type StoreChange, storeSettingsKey } from './store-settings.ts';

type Values = Readonly<Record<string, string>>;

/** One form of settings as it is edited and saved. */
interface EditedSettings {
  /** By somebody who may read these settings and not change them. */
  readonly fixed: boolean;
  readonly saving: boolean;
  /** Why the last saving was refused, in the person's language. */
  readonly problem: string | null;
  readonly submit: (event: FormEvent<HTMLFormElement>) => void;
}

interface HowToSave<Body, Saved> {
  /** What is sent for what stands in the fields; null when nothing differs from what was loaded. */
  readonly bodyOf: (values: Values) => Body | null;
  readonly send: (body: Body) => Promise<Saved>;
  /** Lets the rest of the dashboard know. */
  readonly onSaved: (saved: Saved, form: HTMLFormElement) => unknown;
  readonly savedText?: MessageKey;
  /** This form's own words for refusals, as `refusalText` takes them. */
  readonly refusals?: Readonly<Record<string, MessageKey>>;
}

export function useSettingsForm<Body, Saved>(how: HowToSave<Body, Saved>): EditedSettings {
  const { t } = useI18n();
  const store = useStore();
  const toast = useToast();
  const save = useMutation({
    mutationFn: ({ body }: { readonly body: Body; readonly form: HTMLFormElement }) => how.send(body),
    onSuccess: async (saved, { form }) => {
      toast({ text: t(how.savedText ?? 'store.saved') });
      await how.onSaved(saved, form);
    },
  });
  return {
    fixed: !store.may('store:write'),
    saving: save.isPending,
    problem: save.error ? refusalText(t, save.error, how.refusals) : null,
    submit(event) {
      event.preventDefault();
      const form = event.currentTarget;
      const body = how.bodyOf(formValues(form));
      if (body === null) toast({ text: t('store.unchanged') });
      else save.mutate({ body, form });
    },
  };
}

/** The form of a part of the store's settings: only what was changed is sent. */
export function useStoreForm(
  changeOf: (values: Values) => StoreChange,
  onSaved: () => unknown = () => undefined,
): EditedSettings {
  const store = useStore();
  const queries = useQueryClient();
  return useSettingsForm({
    bodyOf(values) {
      const change = changeOf(values);
      return Object.keys(change).length === 0 ? null : change;
    },
    send: (body) => data(store.api.PATCH('/v1/store', { body })),
    async onSaved() {
      await queries.invalidateQueries({ queryKey: storeSettingsKey(store) });
      await onSaved();
    },
  });
}

interface SettingsFormProps {
  readonly form: EditedSettings;
  readonly children: ReactNode;
}

/** Cards of fields, which nobody can change who may not, and the button below them. */
export function SettingsForm({ form, children }: SettingsFormProps) {
  const { t } = useI18n();
  return (
    <form className={ui['stack']} onSubmit={form.submit}>
      {form.fixed && <Notice>{t('store.readOnly')}</Notice>}
      <fieldset className={ui['group']} disabled={form.fixed}>
        <div className={ui['stack']}>
          {children}
          <SaveRow form={form} />
        </div>
      </fieldset>
    </form>
  );
}

/** What was wrong, and the button. `blocked`: something in the fields cannot be sent. */
export function SaveRow({ form, blocked = false }: { readonly form: EditedSettings; readonly blocked?: boolean }) {
  const { t } = useI18n();
  return (
    <>
      {form.problem && <Notice tone="bad">{form.problem}</Notice>}
      {!form.fixed && (
        <div>
          <Button look="primary" type="submit" disabled={form.saving || blocked}>
            {t('action.save')}
          </Button>
        </div>
      )}
    </>
  );
}
