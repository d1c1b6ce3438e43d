import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, Facts } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { codeStates, type Offer, useOfferCommands } from './offer-data.ts';
import { minterKey, offerSentences } from './offer-words.ts';
import styles from './offers.module.css';

interface OfferCardProps {
  readonly offer: Offer;
  readonly onCodes: () => void;
  readonly onEdit: () => void;
  readonly onImport: () => void;
}

/** One offer: what it does in sentences, how its codes stand, and what can be done with it. */
export function OfferCard({ offer, onCodes, onEdit, onImport }: OfferCardProps) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const { name, key, status, minter, mintUrl, codes, isLow, terms } = offer;
  const isOff = status === 'off';
  const counted = codeStates.filter((state) => codes[state] > 0 || (state === 'free' && minter === 'pool'));
  return (
    <Card
      title={
        <>
          {name} <Badge tone={isOff ? 'neutral' : 'good'}>{t(isOff ? 'offers.off' : 'offers.active')}</Badge>
        </>
      }
      hint={t('offers.keyIs', { key })}
      actions={store.may('offers:write') && <Actions {...{ offer, onEdit, onImport }} />}
    >
      <div className={ui['stack']}>
        {isLow && <Notice tone={codes.free === 0 ? 'bad' : 'warn'}>{t('offers.low', { count: codes.free })}</Notice>}
        <ul className={styles['says']}>
          {offerSentences(terms, { t, format }).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <Facts
          facts={[
            [t('offers.minter'), mintUrl === null ? t(minterKey[minter]) : `${t(minterKey[minter])}: ${mintUrl}`],
            [
              t('offers.codes'),
              counted.length === 0
                ? t('offers.codes.none')
                : counted.map((state) => `${format.number(codes[state])} ${t(`offers.count.${state}`)}`).join(' · '),
            ],
          ]}
        />
        <div>
          <Button onClick={onCodes} aria-label={t('offers.codes.of', { name })}>
            {t('offers.codes')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Actions({ offer, onEdit, onImport }: Omit<OfferCardProps, 'onCodes'>) {
  const { t } = useI18n();
  const toast = useToast();
  const { change } = useOfferCommands();
  const { name } = offer;
  const isOff = offer.status === 'off';
  const turn = () =>
    change.mutate(
      { offer, change: { status: isOff ? 'active' : 'off' } },
      {
        onSuccess: () => toast({ text: t(isOff ? 'offers.turnedOn' : 'offers.turnedOff') }),
        onError: (error) => toast({ text: refusalText(t, error, { version_conflict: 'offers.changed' }) }),
      },
    );
  return (
    <div className={ui['row']}>
      {offer.minter === 'pool' && (
        <Button onClick={onImport} aria-label={t('offers.import.into', { name })}>
          {t('offers.import')}
        </Button>
      )}
      <Button onClick={onEdit} aria-label={t('offers.edit.name', { name })}>
        {t('offers.edit')}
      </Button>
      <Button
        look="plain"
        disabled={change.isPending}
        onClick={turn}
        aria-label={`${t(isOff ? 'offers.turnOn' : 'offers.turnOff')}: ${name}`}
      >
        {t(isOff ? 'offers.turnOn' : 'offers.turnOff')}
      </Button>
    </div>
  );
}
