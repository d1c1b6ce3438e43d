import type { ReactNode } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { ReasonText } from '../../i18n/reason-text.tsx';
import type { Translate } from '../../i18n/translate.ts';
import { LineageLink } from '../../reasons/lineage-link.tsx';
import { useReasonAdvice } from '../../reasons/reason.tsx';
import { MessageStateBadge } from '../../states/message-state-badge.tsx';
import { deliveryStates } from '../../states/states.ts';
import { Card, Facts } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { MessageContent } from './message-content.tsx';
import styles from './messages.module.css';
import { type Message, useMessage } from './use-messages.ts';

/** One message: what its reader saw, and what became of it. */
export function MessageDetail({
  messageId,
  narrow = false,
}: {
  readonly messageId: string;
  readonly narrow?: boolean;
}) {
  const message = useMessage(messageId);
  return (
    <Loaded query={message} height={480}>
      {(one) => <Detail message={one} narrow={narrow} />}
    </Loaded>
  );
}

function Detail({ message, narrow }: { readonly message: Message; readonly narrow: boolean }) {
  const { t } = useI18n();
  // Beside a list the page has its heading already.
  const Heading = narrow ? 'h2' : 'h1';
  return (
    <div className={styles['detail']}>
      <header>
        <Heading>{t('message.title', { channel: t(`channel.${message.channel}`) })}</Heading>
        <MessageStateBadge state={message.state} deliveryState={message.deliveryState} />
      </header>
      <div className={classNames(styles['columns'], narrow && styles['narrow'])}>
        <div className={styles['column']}>
          {message.reason !== null && <WhyNot code={message.reason} errorCode={message.errorCode} />}
          <MessageContent message={message} />
        </div>
        <div className={styles['column']}>
          <Story message={message} />
          <MessageFacts message={message} />
        </div>
      </div>
    </div>
  );
}

function WhyNot({ code, errorCode }: { readonly code: string; readonly errorCode: string | null }) {
  const { t } = useI18n();
  const advice = useReasonAdvice()(code);
  return (
    <Card title={t('message.why')}>
      <p>
        <ReasonText code={code} />
      </p>
      {advice !== null && <p>{advice}</p>}
      {errorCode !== null && (
        <p>
          {t('message.facts.errorCode')}: <code>{errorCode}</code>
        </p>
      )}
    </Card>
  );
}

/** The permission, the provider's answer, and each report of it, in their order. */
function Story({ message }: { readonly message: Message }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const steps = [
    { at: message.claimedAt, text: t('message.story.claimed'), help: t('message.story.claimedHelp') },
    ...(message.settledAt === null
      ? []
      : [
          {
            at: message.settledAt,
            text: t('message.story.settled', { state: t(`messageState.${message.state}`) }),
            help: t('message.story.attempts', { count: message.attempts }),
          },
        ]),
    ...deliveryStates.flatMap((state) => {
      const at = message.deliveryTimes[state];
      return at === undefined ? [] : [{ at, text: t(`delivery.${state}`), help: null }];
    }),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return (
    <Card title={t('message.story')} actions={<LineageLink of={{ kind: 'message', id: message.id }} />}>
      <ol className={styles['story']}>
        {steps.map(({ at, text, help }) => (
          <li key={`${at}/${text}`}>
            <p>{text}</p>
            <p className={styles['quiet']}>
              <time dateTime={at} title={format.dateTimeLong(at)}>
                {format.dateTime(at)}
              </time>
              {help !== null && ` · ${help}`}
            </p>
          </li>
        ))}
      </ol>
      {message.deliveryState === null && message.state === 'accepted' && (
        <p className={styles['quiet']}>{t('delivery.none')}</p>
      )}
    </Card>
  );
}

/** By what it really went, what it cost, and what did not carry it before. */
function CarriageText({ carrier, passed, parts, cost }: NonNullable<Message['carriage']>) {
  const { t } = useI18n();
  return (
    <>
      {t(`message.carrier.${carrier}`)}
      {parts !== null && ` · ${t('message.carrier.parts', { parts })}`}
      {cost !== null && ` · ${t('message.carrier.cost', cost)}`}
      {passed.map((one) => (
        <div key={`${one.carrier}/${one.because}`} className={styles['quiet']}>
          {t('message.carrier.passed', { carrier: t(`message.carrier.${one.carrier}`) })}{' '}
          {passedBecause(one.because, t)}
        </div>
      ))}
    </>
  );
}

/** A vendor's code stands as it is. */
function passedBecause(because: string, t: Translate): string {
  return isPassReason(because) ? t(`message.carrier.because.${because}`) : because;
}

function isPassReason(because: string): because is (typeof passReasons)[number] {
  return passReasons.some((one) => one === because);
}

const passReasons = ['not_connected', 'country_rule', 'not_agreed', 'no_template', 'empty_variable'] as const;

function MessageFacts({ message }: { readonly message: Message }) {
  const { t } = useI18n();
  const { campaign } = message;
  const facts: readonly (readonly [string, ReactNode] | null)[] = [
    [
      t('message.facts.cart'),
      <StoreLink key="cart" path={`/carts/${message.cartId}`}>
        {t('message.facts.cartOpen')}
      </StoreLink>,
    ],
    [
      t('message.facts.customer'),
      <StoreLink key="customer" path={`/customers/${message.customerId}`}>
        {t('message.facts.customerOpen')}
      </StoreLink>,
    ],
    campaign === null
      ? null
      : [
          t('message.facts.campaign'),
          `${campaign.name} (${campaign.version})${
            campaign.step === null ? '' : `, ${t('message.facts.step', { number: campaign.step, of: campaign.steps })}`
          }`,
        ],
    [t('message.facts.template'), message.template],
    [t('message.facts.basis'), t(`message.basis.${message.basis}`)],
    message.carriage === null
      ? null
      : [t('message.facts.carrier'), <CarriageText key="carrier" {...message.carriage} />],
    [t('message.facts.provider'), message.provider],
    message.providerMessageId === null
      ? null
      : [t('message.facts.providerId'), <CopyText key="provider" text={message.providerMessageId} />],
    [t('message.facts.id'), <CopyText key="id" text={message.id} />],
  ];
  return (
    <Card title={t('message.facts')}>
      <Facts facts={facts.filter((fact) => fact !== null)} />
    </Card>
  );
}
