import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { MessageKey } from '../i18n/message-key.ts';
import { formValues } from '../lib/form-values.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { refusalText } from './refusal-text.ts';

export type Values = Readonly<Record<string, string>>;

/** One form as it is edited and saved. */
export interface EditedForm {
  /** By somebody who may read this and not change it. */
  readonly fixed: boolean;
  readonly saving: boolean;
  /** Why the last saving was refused, in the person's language. */
  readonly problem: string | null;
  readonly submit: (event: FormEvent<HTMLFormElement>) => void;
}

export interface HowToSave<Body, Saved> {
  /** What is sent for what stands in the fields; null when nothing differs from what was loaded. */
  readonly bodyOf: (values: Values) => Body | null;
  readonly send: (body: Body) => Promise<Saved>;
  /** Lets the rest of the dashboard know. */
  readonly onSaved: (saved: Saved, form: HTMLFormElement) => unknown;
  readonly savedText?: MessageKey;
  /** This form's own words for refusals, as `refusalText` takes them. */
  readonly refusals?: Readonly<Record<string, MessageKey>>;
}

export function useEditedForm<Body, Saved>(how: HowToSave<Body, Saved> & { readonly fixed: boolean }): EditedForm {
  const { t } = useI18n();
  const toast = useToast();
  const save = useMutation({
    mutationFn: ({ body }: { readonly body: Body; readonly form: HTMLFormElement }) => how.send(body),
    onSuccess: async (saved, { form }) => {
      toast({ text: t(how.savedText ?? 'store.saved') });
      await how.onSaved(saved, form);
    },
  });
  return {
    fixed: how.fixed,
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

/** What was wrong, and the button. `blocked`: something in the fields cannot be sent. */
export function SaveRow({ form, blocked = false }: { readonly form: EditedForm; readonly blocked?: boolean }) {
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
