import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { data } from '../../api/client.ts';
import { type EditedForm, type HowToSave, SaveRow, useEditedForm, type Values } from '../../app/edited-form.tsx';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import ui from '../../ui/ui.module.css';
import { type StoreChange, storeSettingsKey } from './store-settings.ts';

/** A form of what belongs to the store: changed by those who may change the store. */
export function useSettingsForm<Body, Saved>(how: HowToSave<Body, Saved>): EditedForm {
  const store = useStore();
  return useEditedForm({ ...how, fixed: !store.may('store:write') });
}

/** The form of a part of the store's settings: only what was changed is sent. */
export function useStoreForm(
  changeOf: (values: Values) => StoreChange,
  onSaved: () => unknown = () => undefined,
): EditedForm {
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
  readonly form: EditedForm;
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
