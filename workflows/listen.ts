import { type SignalDefinition, setHandler } from '@temporalio/workflow';
import * as contract from './contract.ts';
import { describeNow } from './describe-now.ts';
import { apply, type Recovery, see } from './recovery.ts';
import { statusOf } from './status-of.ts';

/** Answers signals and queries. Handlers only note what happened; the loop of the recovery acts on it. */
export function listen(recovery: Recovery): void {
  const { cartId } = recovery.input;
  const on = <Args extends unknown[]>(
    signal: SignalDefinition<Args>,
    note: (...args: Args) => void,
    description?: string,
  ): void => {
    const counted = (...args: Args): void => {
      recovery.signalsHeard += 1;
      note(...args);
    };
    setHandler(signal, counted, { description });
  };
  on(contract.orderPlaced, ({ cause }) => apply(recovery, { kind: 'order_placed', cause }));
  on(contract.cartUpdated, ({ empty, lastActivityAt, stage }) => {
    const before = recovery.state.snapshot?.cart.stage;
    if (stage !== undefined && (before === 'cart' || before === 'browsing'))
      see(recovery, { name: 'checkout_started', cartId, at: lastActivityAt });
    apply(recovery, { kind: 'cart_updated', empty, lastActivityAt });
    describeNow(recovery);
  });
  on(contract.consentChanged, ({ channel, status }) => {
    if (status === 'granted') see(recovery, { name: 'consent_granted', cartId: null, at: Date.now() });
    apply(recovery, { kind: 'consent_changed', channel, status });
  });
  on(contract.campaignPaused, ({ paused }) => {
    recovery.pausesHeard += 1;
    apply(recovery, { kind: 'campaign_paused', paused });
  });
  on(contract.superseded, () => apply(recovery, { kind: 'superseded' }));
  on(contract.replied, () => {
    recovery.pausesHeard += 1;
    apply(recovery, { kind: 'replied' });
  });
  on(contract.happened, (event) => see(recovery, event));
  on(contract.campaignChanged, (change) => {
    recovery.change = change;
  });
  on(
    contract.pauseRecovery,
    () => apply(recovery, { kind: 'paused_by_operator', paused: true }),
    'Sends nothing until resumed; a purchase still ends the recovery.',
  );
  on(
    contract.resumeRecovery,
    () => {
      recovery.pausesHeard += 1;
      apply(recovery, { kind: 'paused_by_operator', paused: false });
    },
    'Goes on after a pause by an operator, or after an answer of the person.',
  );
  on(contract.skipWait, () => apply(recovery, { kind: 'wait_skipped' }), 'Decides the next step now.');
  on(contract.stopRecovery, () => apply(recovery, { kind: 'stopped_by_operator' }), 'Ends the recovery.');
  setHandler(contract.recoveryStatus, () => statusOf(recovery), {
    description: 'Where the recovery stands and what it waits for.',
  });
}
