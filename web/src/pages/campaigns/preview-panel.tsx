import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { TestMessageButton } from '../../trial/test-message-dialog.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox, SelectField } from '../../ui/field.tsx';
import { MessageFrame } from '../../ui/message-frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { campaignQueries } from './campaign-queries.ts';
import { type CampaignPreview, type Channel, type ChannelChoice, type Content, channelsOf } from './campaign-types.ts';
import { channelKey } from './campaign-words.ts';
import styles from './campaigns.module.css';
import { CartChoice } from './cart-choice.tsx';

type Gap = CampaignPreview['gaps'][number]['code'];
const gapKey: Readonly<Record<Gap, MessageKey>> = {
  sample: 'campaigns.gap.sample',
  name_masked: 'campaigns.gap.name_masked',
  no_name: 'campaigns.gap.no_name',
  no_person: 'campaigns.gap.no_person',
  no_address: 'campaigns.gap.no_address',
  suppressed: 'campaigns.gap.suppressed',
  no_consent: 'campaigns.gap.no_consent',
  no_pictures: 'campaigns.gap.no_pictures',
  no_total: 'campaigns.gap.no_total',
  no_shop_address: 'campaigns.gap.no_shop_address',
};

interface PreviewPanelProps {
  readonly campaignId: string;
  /** The step as its fields say it, whether saved or not. */
  readonly step: { readonly id: string; readonly channel: ChannelChoice; readonly content: Content };
  /** A field is wrong: this is the step as it was before. */
  readonly isBehind: boolean;
  readonly cartId: string | null;
  /** Sends the message to oneself; absent: whoever looks may not. `saved`: what is shown is what would be sent. */
  readonly test?: { readonly saved: boolean } | undefined;
  readonly onChooseCart: (cartId: string | null) => void;
}

/** The message of a step as it would be sent, for a cart that one chooses. */
export function PreviewPanel({ campaignId, step, isBehind, cartId, test, onChooseCart }: PreviewPanelProps) {
  const { t } = useI18n();
  const store = useStore();
  const choices = channelsOf(step.channel);
  const [wished, setWished] = useState<Channel>('email');
  const channel = choices.find((one) => one === wished) ?? choices[0] ?? 'email';
  const preview = useQuery({
    ...campaignQueries.preview(store, campaignId, { content: step.content, stepId: step.id, channel, cartId }),
    placeholderData: keepPreviousData,
  });
  const maySeeCarts = store.may('carts:read') && store.may('customers:read');
  return (
    <Card
      title={t('campaigns.preview')}
      hint={t(isBehind ? 'campaigns.previewBehind' : 'campaigns.previewHint')}
      actions={
        test && <TestMessageButton step={{ campaignId, stepId: step.id, channel, cartId }} disabled={!test.saved} />
      }
    >
      <div className={styles['stack']}>
        {test && !test.saved && <p className={styles['quiet']}>{t('trial.message.saveFirst')}</p>}
        <div className={styles['fields']}>
          {maySeeCarts && <CartChoice cartId={cartId} none={t('campaigns.sampleCart')} onChoose={onChooseCart} />}
          {choices.length > 1 && (
            <SelectField
              label={t('campaigns.field.channel')}
              value={channel}
              onChange={(event) => setWished(choices.find((one) => one === event.target.value) ?? channel)}
            >
              {choices.map((one) => (
                <option key={one} value={one}>
                  {t(channelKey[one])}
                </option>
              ))}
            </SelectField>
          )}
        </div>
        <Loaded query={preview} height={320}>
          {(shown) => (
            <>
              <Message preview={shown} />
              {shown.gaps.length > 0 && (
                <ul className={styles['gaps']} aria-label={t('campaigns.gaps')}>
                  {shown.gaps.map(({ code, message }) => (
                    <li key={code}>{gapKey[code] === undefined ? message : t(gapKey[code])}</li>
                  ))}
                </ul>
              )}
            </>
          )}
        </Loaded>
      </div>
    </Card>
  );
}

function Message({ preview: { message, error, template } }: { readonly preview: CampaignPreview }) {
  const { t } = useI18n();
  if (message === null)
    return (
      <Notice tone="bad">
        {t('campaigns.noMessage', { template })} <code>{error?.message}</code>
      </Notice>
    );
  switch (message.channel) {
    case 'email':
      return <Email message={message} />;
    case 'sms':
      return (
        <div>
          <p className={styles['sms']}>{message.text}</p>
          <p className={styles['quiet']}>
            {t('campaigns.smsParts', { parts: message.segments, characters: [...message.text].length })}
            {message.cost &&
              ` · ${t('campaigns.smsCost', { amount: message.cost.amount, currency: message.cost.currency })}`}
          </p>
        </div>
      );
    case 'push':
      return (
        <div className={styles['push']}>
          <strong>{message.title}</strong>
          <p>{message.body}</p>
        </div>
      );
  }
}

type EmailMessage = Extract<NonNullable<CampaignPreview['message']>, { channel: 'email' }>;
const views = ['desktop', 'phone', 'text'] as const;
const widths = { desktop: 680, phone: 375 } as const;

function Email({ message }: { readonly message: EmailMessage }) {
  const { t } = useI18n();
  const [view, setView] = useState<(typeof views)[number]>('desktop');
  const [pictures, setPictures] = useState(false);
  return (
    <div className={styles['stack']}>
      <dl className={styles['mailHead']}>
        <dt>{t('campaigns.mail.subject')}</dt>
        <dd>
          <strong dir="auto">{message.subject}</strong>
        </dd>
        <dt>{t('campaigns.mail.from')}</dt>
        <dd>{message.from}</dd>
        <dt>{t('campaigns.mail.to')}</dt>
        <dd>{message.to === '' ? '–' : message.to}</dd>
      </dl>
      <div className={styles['actions']}>
        <fieldset className={styles['segments']}>
          <legend className="visually-hidden">{t('campaigns.view')}</legend>
          {views.map((one) => (
            <label key={one} className={styles['segment']}>
              <input type="radio" name="view" checked={view === one} onChange={() => setView(one)} />
              {t(`campaigns.view.${one}`)}
            </label>
          ))}
        </fieldset>
        {view !== 'text' && (
          <Checkbox
            label={t('campaigns.pictures')}
            help={t('campaigns.picturesHelp')}
            checked={pictures}
            onChange={(event) => setPictures(event.target.checked)}
          />
        )}
      </div>
      {view === 'text' ? (
        <pre className={styles['plainText']}>{message.text}</pre>
      ) : (
        <MessageFrame html={message.html} title={message.subject} width={widths[view]} pictures={pictures} />
      )}
    </div>
  );
}
