import { X } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '../app/session.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import ui from '../ui/ui.module.css';
import { aboutHowLong } from './about-how-long.ts';
import styles from './trial.module.css';
import { usePlaces } from './use-places.ts';

const hiddenKey = (storeId: string) => `demo-shop-hidden:${storeId}`;

/** The way from a left cart to a recovered one, for whoever sees this for the first time. Not there without a demo. */
export function DemoShop({ mayHide = false }: { readonly mayHide?: boolean }) {
  const { t } = useI18n();
  const { id } = useStore();
  const { data: places } = usePlaces();
  const [hidden, setHidden] = useState(() => mayHide && localStorage.getItem(hiddenKey(id)) !== null);
  if (!places?.demoShopUrl || hidden) return null;
  const { demoShopUrl, sandboxUrl, firstMessageAfterMs } = places;
  const hide = () => {
    localStorage.setItem(hiddenKey(id), 'yes');
    setHidden(true);
  };
  return (
    <Card
      title={t('trial.demo')}
      hint={t('trial.demo.hint')}
      actions={
        mayHide && (
          <Button look="plain" aria-label={t('trial.demo.hide')} title={t('trial.demo.hide')} onClick={hide}>
            <X size={14} aria-hidden="true" />
          </Button>
        )
      }
    >
      <ol className={styles['way']}>
        <li>{t('trial.demo.leave')}</li>
        <li>
          {firstMessageAfterMs === null
            ? t('trial.demo.noCampaign')
            : t('trial.demo.message', { time: aboutHowLong(firstMessageAfterMs, t) })}
        </li>
        <li>{t('trial.demo.buy')}</li>
      </ol>
      <div className={ui['row']}>
        <a className={buttonClass('primary')} href={demoShopUrl} target="_blank" rel="noreferrer">
          {t('trial.demo.open')}
        </a>
        {sandboxUrl && (
          <a className={buttonClass()} href={sandboxUrl} target="_blank" rel="noreferrer">
            {t('trial.sandbox.open')}
          </a>
        )}
      </div>
    </Card>
  );
}
