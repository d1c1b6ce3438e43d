import { useStore } from '../../../app/session.ts';
import { StoreLink } from '../../../app/store-link.tsx';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { useOffers } from '../../offers/offer-data.ts';
import styles from '../campaigns.module.css';
import type { StepOf } from './flow-types.ts';
import type { FlowEditing } from './use-flow-editing.ts';

/** Which offer the messages behind a step may carry. */
export function OfferField({ editing, step }: { readonly editing: FlowEditing; readonly step: StepOf<'offer'> }) {
  const { t } = useI18n();
  const store = useStore();
  const known = useOffers().data?.items ?? [];
  const isKnown = known.some(({ key }) => key === step.offer);
  return (
    <>
      <SelectField
        label={t('flow.field.offer')}
        value={step.offer}
        disabled={editing.readOnly}
        onChange={(event) => editing.setStep({ ...step, offer: event.target.value })}
      >
        {!isKnown && <option value={step.offer}>{t('flow.offer.unknown', { key: step.offer })}</option>}
        {known.map(({ key, name, status }) => (
          <option key={key} value={key}>
            {status === 'active' ? name : t('flow.offer.off', { name })}
          </option>
        ))}
      </SelectField>
      {store.may('offers:read') && (
        <p className={styles['quiet']}>
          <StoreLink path="/offers">{t('flow.offer.all')}</StoreLink>
        </p>
      )}
    </>
  );
}
