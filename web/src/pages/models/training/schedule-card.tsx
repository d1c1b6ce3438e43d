import { SaveRow } from '../../../app/edited-form.tsx';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { useStoreForm } from '../../settings/settings-form.tsx';
import { differences, type StoreSettings } from '../../settings/store-settings.ts';
import { useStoreSettings } from '../../settings/use-store-settings.ts';

const choices = ['auto', 'on', 'off'] as const;

/** Whether the store's model learns anew each month. */
export function ScheduleCard() {
  const { t } = useI18n();
  const settings = useStoreSettings();
  return (
    <Card title={t('training.schedule.title')} hint={t('training.schedule.hint')}>
      <Loaded query={settings} height={120}>
        {(given) => <ScheduleForm key={given.id} settings={given} />}
      </Loaded>
    </Card>
  );
}

function ScheduleForm({ settings }: { readonly settings: StoreSettings }) {
  const { t } = useI18n();
  const form = useStoreForm((values) =>
    differences(settings, { scheduledTraining: choices.find((one) => one === values['scheduledTraining']) ?? 'auto' }),
  );
  return (
    <form onSubmit={form.submit}>
      <fieldset className={ui['group']} disabled={form.fixed}>
        <div className={ui['stack']}>
          <SelectField
            label={t('training.schedule.label')}
            name="scheduledTraining"
            defaultValue={settings.scheduledTraining}
          >
            {choices.map((one) => (
              <option key={one} value={one}>
                {t(`training.schedule.${one}`)}
              </option>
            ))}
          </SelectField>
          <SaveRow form={form} />
        </div>
      </fieldset>
    </form>
  );
}
