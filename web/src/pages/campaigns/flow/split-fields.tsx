import { useI18n } from '../../../i18n/i18n-context.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { usePolicies } from '../../models/uplift/use-uplift.ts';
import styles from '../campaigns.module.css';
import { flowLimits, type StepOf } from './flow-types.ts';
import type { FlowEditing } from './use-flow-editing.ts';
import { CountField } from './value-field.tsx';

const allocations = ['fixed', 'learning', 'personal'] as const;

/** Who draws, and whether the shares stay as they are written, follow what each way brings, or each person gets a way of theirs. */
export function SplitFields({ editing, step }: { readonly editing: FlowEditing; readonly step: StepOf<'split'> }) {
  const { t } = useI18n();
  const { allocation = 'fixed', goal = 'recovered', floorPercent = flowLimits.floorUsual } = step;
  const { baselinePercent = flowLimits.baselineUsual } = step;
  const [name, baselineName] = [`${step.id}/floor`, `${step.id}/baseline`];
  return (
    <fieldset disabled={editing.readOnly} className={styles['fields']}>
      <legend className="visually-hidden">{t('flow.step.split')}</legend>
      <SelectField
        label={t('flow.field.splitBy')}
        help={t('flow.help.splitBy')}
        value={step.by}
        onChange={(event) => editing.setStep({ ...step, by: event.target.value === 'person' ? 'person' : 'recovery' })}
      >
        <option value="person">{t('flow.splitBy.person')}</option>
        <option value="recovery">{t('flow.splitBy.recovery')}</option>
      </SelectField>
      <SelectField
        label={t('flow.field.allocation')}
        help={t(`flow.help.allocation.${allocation}`)}
        value={allocation}
        onChange={(event) =>
          editing.setStep({ ...step, allocation: allocations.find((one) => one === event.target.value) ?? 'fixed' })
        }
      >
        {allocations.map((one) => (
          <option key={one} value={one}>
            {t(`flow.allocation.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('flow.field.goal')}
        value={goal}
        onChange={(event) =>
          editing.setStep({ ...step, goal: event.target.value === 'revenue' ? 'revenue' : 'recovered' })
        }
      >
        <option value="recovered">{t('flow.goal.recovered')}</option>
        <option value="revenue">{t('flow.goal.revenue')}</option>
      </SelectField>
      {allocation === 'learning' && (
        <CountField
          name={name}
          label={t('flow.field.floor')}
          help={t('flow.help.floor', { least: flowLimits.floorMin, most: flowLimits.floorMax })}
          editing={editing}
          value={floorPercent}
          least={flowLimits.floorMin}
          most={flowLimits.floorMax}
          onRead={(percent) => editing.setStep({ ...step, floorPercent: percent ?? flowLimits.floorUsual }, name)}
        />
      )}
      {allocation === 'personal' && <PolicyField editing={editing} step={step} />}
      {allocation === 'personal' && (
        <CountField
          name={baselineName}
          label={t('flow.field.baseline')}
          help={t('flow.help.baseline', { least: flowLimits.baselineMin, most: flowLimits.baselineMax })}
          editing={editing}
          value={baselinePercent}
          least={flowLimits.baselineMin}
          most={flowLimits.baselineMax}
          onRead={(percent) =>
            editing.setStep({ ...step, baselinePercent: percent ?? flowLimits.baselineUsual }, baselineName)
          }
        />
      )}
    </fieldset>
  );
}

/** No id of a policy. */
const byContext = 'context';

function helpOf({ policy, choosesBy }: StepOf<'split'>) {
  if (policy !== undefined) return 'flow.help.policy';
  return choosesBy === 'context' ? 'flow.help.policy.context' : 'flow.help.policy.none';
}

/** Who chooses: what is known of the person, or a policy that was judged, beside the first way. */
function PolicyField({ editing, step }: { readonly editing: FlowEditing; readonly step: StepOf<'split'> }) {
  const { t } = useI18n();
  const policies = usePolicies();
  const shown = (policies.data?.items ?? []).filter(
    ({ id, state }) => id === step.policy || state === 'evaluated' || state === 'arm',
  );
  return (
    <SelectField
      label={t('flow.field.policy')}
      help={t(helpOf(step))}
      value={step.policy ?? (step.choosesBy === 'context' ? byContext : '')}
      onChange={({ target: { value } }) => {
        const { policy: _, choosesBy: __, ...without } = step;
        if (value === '') editing.setStep(without);
        else
          editing.setStep(value === byContext ? { ...without, choosesBy: 'context' } : { ...without, policy: value });
      }}
    >
      <option value="">{t('flow.policy.none')}</option>
      <option value={byContext}>{t('flow.policy.context')}</option>
      {shown.map(({ id, name, version }) => (
        <option key={id} value={id}>
          {t('uplift.policy.version', { name, version })}
        </option>
      ))}
    </SelectField>
  );
}
