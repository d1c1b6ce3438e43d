import { setHandler } from '@temporalio/workflow';
import * as contract from './contract.ts';
import { describeNow } from './describe-now.ts';
import { apply, type Recovery } from './recovery.ts';
import { statusOf } from './status-of.ts';

/** Answers signals and queries. Handlers only note what happened; the loop of the recovery acts on it. */
export function listen(recovery: Recovery): void {
  setHandler(contract.orderPlaced, ({ cause }) => apply(recovery, { kind: 'order_placed', cause }));
  setHandler(contract.cartUpdated, ({ empty, lastActivityAt }) => {
    apply(recovery, { kind: 'cart_updated', empty, lastActivityAt });
    describeNow(recovery);
  });
  setHandler(contract.consentChanged, ({ channel, status }) =>
    apply(recovery, { kind: 'consent_changed', channel, status }),
  );
  setHandler(contract.campaignPaused, ({ paused }) => {
    recovery.pausesHeard += 1;
    apply(recovery, { kind: 'campaign_paused', paused });
  });
  setHandler(contract.superseded, () => apply(recovery, { kind: 'superseded' }));
  setHandler(contract.pauseRecovery, () => apply(recovery, { kind: 'paused_by_operator', paused: true }), {
    description: 'Sends nothing until resumed; a purchase still ends the recovery.',
  });
  setHandler(contract.resumeRecovery, () => apply(recovery, { kind: 'paused_by_operator', paused: false }), {
    description: 'Goes on after a pause by an operator.',
  });
  setHandler(contract.skipWait, () => apply(recovery, { kind: 'wait_skipped' }), {
    description: 'Decides the next step now.',
  });
  setHandler(contract.stopRecovery, () => apply(recovery, { kind: 'stopped_by_operator' }), {
    description: 'Ends the recovery.',
  });
  setHandler(contract.recoveryStatus, () => statusOf(recovery), {
    description: 'Where the recovery stands and what it waits for.',
  });
}
