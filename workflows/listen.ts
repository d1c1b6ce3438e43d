import { setHandler } from '@temporalio/workflow';
import { nextTouch } from '../domain/next-touch.ts';
import * as contract from './contract.ts';
import { describeNow } from './describe-now.ts';
import { type Recovery, tell } from './recovery.ts';

/** Answers signals and queries. Handlers only note what happened; the loop of the recovery acts on it. */
export function listen(recovery: Recovery): void {
  setHandler(contract.orderPlaced, ({ cause }) => tell(recovery, { kind: 'order_placed', cause }));
  setHandler(contract.cartUpdated, ({ empty, lastActivityAt }) => {
    tell(recovery, { kind: 'cart_updated', empty, lastActivityAt });
    describeNow(recovery);
  });
  setHandler(contract.consentChanged, ({ channel, status }) =>
    tell(recovery, { kind: 'consent_changed', channel, status }),
  );
  setHandler(contract.campaignPaused, ({ paused }) => {
    recovery.pausesHeard += 1;
    tell(recovery, { kind: 'campaign_paused', paused });
  });
  setHandler(contract.superseded, () => tell(recovery, { kind: 'superseded' }));
  setHandler(contract.pauseRecovery, () => tell(recovery, { kind: 'paused_by_operator', paused: true }));
  setHandler(contract.resumeRecovery, () => tell(recovery, { kind: 'paused_by_operator', paused: false }));
  setHandler(contract.skipWait, () => tell(recovery, { kind: 'wait_skipped' }));
  setHandler(contract.stopRecovery, () => tell(recovery, { kind: 'stopped_by_operator' }));
  setHandler(contract.recoveryStatus, () => statusOf(recovery));
}

function statusOf({ state }: Recovery): contract.RecoveryStatus {
  const next = state.snapshot || state.end ? nextTouch(state, Date.now()) : null;
  const paused = next?.kind === 'paused';
  return {
    stage:
      next === null
        ? 'predicting'
        : next.kind === 'end'
          ? 'ended'
          : paused
            ? 'paused'
            : next.kind === 'touch'
              ? 'sending'
              : 'waiting',
    waitsFor: next?.kind === 'wait' || next?.kind === 'touch' ? next.rule.id : null,
    waitsUntil: next?.kind === 'wait' ? next.untilMs : null,
    paused,
    probability: state.prediction.kind === 'known' ? state.prediction.probability : null,
    touches: state.touches,
    end: next?.kind === 'end' ? next.end : null,
  };
}
