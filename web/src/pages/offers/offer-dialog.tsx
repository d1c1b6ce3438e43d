import { type FormEvent, useState } from 'react';
import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { type Offer, useOfferCommands } from './offer-data.ts';
import { emptyForm, formOf, keyFrom, type OfferForm, termsOf } from './offer-form.ts';
import { kindKey, minterKey, offerSentences } from './offer-words.ts';
import styles from './offers.module.css';

const minters = ['pool', 'shopify', 'http'] as const;
const kinds = ['percent', 'amount', 'free_shipping'] as const;

/** Makes an offer, or changes one; what it would do stands below the fields in sentences. */
export function OfferDialog({ offer, onClose }: { readonly offer: Offer | null; readonly onClose: () => void }) {
  const { t, locale } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const toast = useToast();
  const { create, change } = useOfferCommands();
  const tag = locale === 'en' ? 'en-GB' : locale;
  const [form, setForm] = useState<OfferForm>(() => (offer ? formOf(offer, tag) : emptyForm(store.currency ?? 'EUR')));
  const read = termsOf(form, tag);
  const set = (field: Partial<OfferForm>) => setForm((before) => ({ ...before, ...field }));
  const field = (name: keyof OfferForm & (typeof read.problems extends ReadonlySet<infer P> ? P : never)) => ({
    value: form[name],
    onChange: ({ target }: { readonly target: { readonly value: string } }) => set({ [name]: target.value }),
    problem: read.problems.has(name) ? t('offers.field.problem') : null,
    inputMode: 'decimal' as const,
    autoComplete: 'off',
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!read.terms) return;
    if (offer === null) {
      const { name, minter } = form;
      const mintUrl = minter === 'http' ? form.mintUrl : null;
      create.mutate(
        { key: keyFrom(form), name, minter, mintUrl, terms: read.terms },
        {
          onSuccess: ({ secret }) => {
            toast({ text: t('offers.saved') });
            if (secret === null) onClose();
          },
        },
      );
      return;
    }
    const mintUrl = offer.minter === 'http' && form.mintUrl !== offer.mintUrl ? { mintUrl: form.mintUrl } : {};
    change.mutate(
      { offer, change: { name: form.name, terms: read.terms, ...mintUrl } },
      {
        onSuccess: () => {
          toast({ text: t('offers.saved') });
          onClose();
        },
      },
    );
  };
  const secret = create.data?.secret;
  if (secret)
    return (
      <Dialog
        open
        onClose={onClose}
        title={t('offers.secret')}
        actions={<Button onClick={onClose}>{t('action.close')}</Button>}
      >
        <div className={ui['stack']}>
          <Notice tone="warn">{t('offers.secret.once')}</Notice>
          <CopyText text={secret} />
        </div>
      </Dialog>
    );
  const error = create.error ?? change.error;
  const isPercent = form.kind === 'percent';
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={offer === null ? t('offers.new') : t('offers.edit.name', { name: offer.name })}
    >
      <form className={ui['stack']} onSubmit={submit}>
        {error && (
          <Notice tone="bad">
            {refusalText(t, error, {
              version_conflict: 'offers.changed',
              'conflict:key': 'offers.key.taken',
              'invalid:mintUrl': 'offers.mintUrl.problem',
            })}
          </Notice>
        )}
        <TextField
          label={t('offers.name')}
          help={t('offers.name.help')}
          value={form.name}
          maxLength={80}
          required
          onChange={({ target }) => set({ name: target.value })}
        />
        {offer === null && (
          <TextField
            label={t('offers.key')}
            help={t('offers.key.help')}
            value={form.key}
            placeholder={keyFrom(form)}
            pattern="[a-z0-9][a-z0-9\-]{0,39}"
            onChange={({ target }) => set({ key: target.value })}
          />
        )}
        {offer === null && (
          <SelectField
            label={t('offers.minter')}
            help={t(`offers.minter.${form.minter}.help`)}
            value={form.minter}
            onChange={({ target }) => set({ minter: minters.find((one) => one === target.value) ?? 'pool' })}
          >
            {minters.map((one) => (
              <option key={one} value={one}>
                {t(minterKey[one])}
              </option>
            ))}
          </SelectField>
        )}
        {form.minter === 'http' && (
          <TextField
            type="url"
            label={t('offers.mintUrl')}
            help={t('offers.mintUrl.help')}
            value={form.mintUrl}
            required
            onChange={({ target }) => set({ mintUrl: target.value })}
          />
        )}
        <div className={styles['fields']}>
          <SelectField
            label={t('offers.kind')}
            value={form.kind}
            onChange={({ target }) => set({ kind: kinds.find((one) => one === target.value) ?? 'percent' })}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(kindKey[one])}
              </option>
            ))}
          </SelectField>
          <TextField label={t(`offers.value.${form.kind}`)} {...field('value')} required />
          <TextField
            label={t('offers.currency')}
            value={form.currency}
            maxLength={3}
            pattern="[A-Z]{3}"
            required
            onChange={({ target }) => set({ currency: target.value.toUpperCase() })}
          />
          {isPercent && form.minter !== 'pool' && (
            <TextField label={t('offers.most')} help={t('offers.most.help')} {...field('discountMax')} />
          )}
          <TextField label={t('offers.cartMin')} help={t('offers.empty.help')} {...field('cartMin')} />
          <TextField label={t('offers.validDays')} help={t('offers.validDays.help')} {...field('validDays')} required />
          <TextField label={t('offers.before')} help={t('offers.before.help')} {...field('messagesBefore')} required />
        </div>
        <fieldset className={styles['group']}>
          <legend>{t('offers.group.pays')}</legend>
          <div className={styles['fields']}>
            <TextField label={t('offers.margin')} help={t('offers.margin.help')} {...field('margin')} required />
            <TextField label={t('offers.floor')} help={t('offers.floor.help')} {...field('floorMargin')} required />
            <TextField label={t('offers.uplift')} help={t('offers.uplift.help')} {...field('uplift')} required />
          </div>
        </fieldset>
        <fieldset className={styles['group']}>
          <legend>{t('offers.group.limits')}</legend>
          <div className={styles['fields']}>
            <TextField label={t('offers.monthlyCodes')} help={t('offers.empty.help')} {...field('monthlyCodes')} />
            <TextField label={t('offers.monthlyMoney')} help={t('offers.empty.help')} {...field('monthlyMoney')} />
            <TextField label={t('offers.lockout')} help={t('offers.lockout.help')} {...field('lockoutRecoveries')} />
            <TextField label={t('offers.lockoutDays')} {...field('lockoutDays')} required />
          </div>
        </fieldset>
        {read.terms && (
          <section aria-label={t('offers.says')}>
            <h3>{t('offers.says')}</h3>
            <ul className={styles['says']}>
              {offerSentences(read.terms, { t, format }).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        )}
        <div className={ui['row']}>
          <Button look="primary" type="submit" disabled={create.isPending || change.isPending || !read.terms}>
            {t(offer === null ? 'offers.new.submit' : 'action.save')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
