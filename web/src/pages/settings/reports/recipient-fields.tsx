import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Checkbox } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { type Report, useRecipients } from './report-data.ts';

/** Members of the store, by name; who left it and is still on the list can be taken off it. */
export function RecipientFields({
  report,
  chosen,
  onChange,
}: {
  readonly report: Report | null;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useI18n();
  const members = useRecipients();
  const toggle = (id: string) =>
    onChange(chosen.has(id) ? new Set([...chosen].filter((one) => one !== id)) : new Set([...chosen, id]));
  return (
    <fieldset className={ui['group']}>
      <legend>{t('reports.recipients')}</legend>
      <Loaded query={members} height={64}>
        {({ items }) => {
          const listed = report?.delivery.kind === 'email' ? report.delivery.recipients : [];
          const left = listed.filter(({ name }) => name === null);
          return (
            <>
              {items.map(({ id, name }) => (
                <Checkbox key={id} label={name} checked={chosen.has(id)} onChange={() => toggle(id)} />
              ))}
              {items.length === 0 && <p className={ui['help']}>{t('reports.recipients.none')}</p>}
              {left.map(({ id }) => (
                <Checkbox
                  key={id}
                  label={t('reports.left')}
                  help={t('reports.left.help')}
                  checked={chosen.has(id)}
                  onChange={() => toggle(id)}
                />
              ))}
            </>
          );
        }}
      </Loaded>
      <p className={ui['help']}>{t('reports.recipients.help')}</p>
    </fieldset>
  );
}
