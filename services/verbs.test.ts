import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { functionsOf, reachedFrom, readServiceFunctions, type ServiceFunction } from '../test/service-functions.ts';

/**
 * Verbs that change something on behalf of no user, key or operator: the engine's own work, and what a shopper does by a
 * link that only they have. Each with the reason why it needs no permission and no audit row.
 */
const machineVerbs: Readonly<Record<string, string>> = {
  'accounts/erasures/advance.ts#workOn': 'one stage of an erasure that was asked for, which is audited',
  'accounts/erasures/erase-rows.ts#eraseRows': 'one stage of an erasure that was asked for, which is audited',
  'accounts/erasures/repeat.ts#repeatErasure': 'an erasure that was asked for before a restore, and audited then',
  'accounts/erasures/repeat.ts#repeatRefusals': 'what people refused before a restore, each kept with its proof then',
  'accounts/erasures/erasure-rounds.ts#runErasureRound': 'carries an erasure on that was asked for, which is audited',
  'accounts/attempts/attempts.ts#countAttempt': 'counts tries of somebody who has not proved who they are',
  'accounts/identities/begin.ts#beginIdentitySignIn': 'a step of signing in',
  'accounts/identities/finish.ts#finishIdentity': 'a person proves who they are; that an identity is linked is audited',
  'accounts/invitations/accept.ts#acceptInvitation': 'the invited person joins by their own link, and that is audited',
  'accounts/links/make.ts#makeFirstLink': 'calls the audited verb when nobody can sign in yet',
  'accounts/links/set-up.ts#setUpAccount': 'whoever holds the link may, and that is audited',
  'accounts/password-resets/request.ts#requestPasswordReset':
    'somebody asks by an address, and nobody looks whether there is an account',
  'accounts/password-resets/send-due.ts#sendDueResets': 'sends links that were asked for; that one is made is audited',
  'accounts/password-resets/use.ts#resetPassword': 'whoever holds the link may, and that is audited',
  'accounts/sessions/second-factor.ts#answerSecondFactor': 'a person proves who they are; the session is the record',
  'accounts/sessions/second-factor.ts#askForPasskey': 'a step of signing in',
  'accounts/sessions/purge-old.ts#purgeOldSessions': 'scheduled purge',
  'accounts/sessions/refresh.ts#refreshSession': 'a person’s own session goes on; that one is ended is audited',
  'accounts/sessions/sign-in.ts#signIn': 'a person proves who they are; the session is the record',
  'accounts/sessions/sign-out.ts#signOut': 'a person ends their own session, which says so itself',
  'accounts/idempotency/claim-key.ts#claimKey': 'bookkeeping of a request whose own verb is audited',
  'accounts/idempotency/purge-old-keys.ts#purgeOldKeys': 'scheduled purge',
  'accounts/idempotency/release-key.ts#releaseKey': 'bookkeeping of a request whose own verb is audited',
  'accounts/idempotency/run-once.ts#runOnce': 'bookkeeping of a request whose own verb is audited',
  'analytics/event-flow/judge-flows.ts#judgeFlows': 'scheduled measurement',
  'analytics/export/export-events.ts#exportEvents': 'copies events, moves its own position',
  'analytics/lineage/open-lineage/push.ts#pushOpenLineage': 'tells a catalogue of data, moves its own position',
  'analytics/scheduled-reports/claim-delivery.ts#claimDelivery': 'the permission to send a report to one recipient',
  'analytics/scheduled-reports/count-run.ts#countRun': 'a workflow’s report',
  'analytics/scheduled-reports/deliver.ts#deliverReport': 'a workflow’s report',
  'analytics/scheduled-reports/deliver.ts#giveUpDelivery': 'a workflow’s outcome of a report',
  'analytics/scheduled-reports/end-run.ts#endRun': 'a workflow’s end',
  'analytics/scheduled-reports/open-run.ts#openRun': 'a workflow’s permission to report a period',
  'analytics/scheduled-reports/start-tests.ts#startReportTests': 'starts workflows of tests, each of which is audited',
  'analytics/scheduled-reports/sync-schedules.ts#repairReportSchedules': 'scheduled comparison with the scheduler',
  'analytics/scheduled-reports/sync-schedules.ts#syncReportSchedules':
    'makes schedules follow what was changed by audited verbs',
  'analytics/splits/learn.ts#learnSplits':
    'scheduled pass over splits that learn; a winner it proposes or applies is audited',
  'analytics/slots/slot-round.ts#releaseSlots': 'lease of a counter',
  'analytics/slots/slot-round.ts#runSlotRound': 'counts sums, drops what may be kept no longer',
  'analytics/usage/export-to-stripe.ts#exportToStripe': 'tells a vendor of bills, and keeps what it was told',
  'analytics/usage/roll-up.ts#rollUpUsage': 'scheduled count of what was used',
  'ingest/dead-letters/expire.ts#expireDeadLetters': 'scheduled purge',
  'ingest/dead-letters/keep.ts#persistDeadLetters': 'keeps what a door refused',
  'ingest/dead-letters/inspect.ts#inspectDeadLetters': 'searches for repairs; a person approves them',
  'ingest/dead-letters/replay.ts#replayDeadLetters': 'carries out approvals, each of which is audited',
  'ingest/opt-ins/answer.ts#answerOptIn': "a shopper's answer by their own link, kept in the consent log",
  'ingest/reconciliation/reconcile.ts#reconcileIntegration': 'scheduled look at a platform',
  'ingest/reconciliation/record-look.ts#recordLook': 'scheduled look at a platform',
  'ingest/reconciliation/sync-schedules.ts#syncSchedules': 'makes schedules follow what was changed by audited verbs',
  'ingest/snippets/check-page.ts#checkPage': 'a look at a page; makes the row of defaults as the read below does',
  'ingest/snippets/get.ts#getSnippet': 'a read that makes the row of defaults when it is first asked for',
  'ingest/webhooks/purge-old.ts#purgeOldDeliveries': 'scheduled purge',
  'ingest/webhooks/purge-over-cap.ts#purgeDeliveriesOverCap': 'scheduled purge',
  'ingest/webhooks/inbox.ts#createWebhookInbox': 'keeps signed webhooks as they come',
  'ingest/webhooks/process-due.ts#beginRound':
    'understands kept webhooks; a privacy request among them is audited as the platform’s',
  'live/relay-changes.ts#relayChanges': 'tells open pages of rows that changed',
  'messaging/callbacks/purge-old.ts#purgeOldCallbacks': 'scheduled purge',
  'messaging/callbacks/keep.ts#keepCallbacks': 'keeps signed callbacks of providers as they come',
  'messaging/callbacks/ask-silent.ts#askSilentMessages': 'records what providers answered, kept as decisions',
  'messaging/callbacks/process-due.ts#processDueCallbacks': 'records what providers reported, kept as decisions',
  'messaging/catalog/freshen.ts#freshenCart': 'keeps what the shop said with the message that is about to go out',
  'messaging/links/redeem.ts#redeemRestoreLink': 'a shopper opens their own link',
  'messaging/offers/carry.ts#carryOffer': 'a recovery decides by the terms of an offer',
  'messaging/offers/look-after.ts#lookAfterCodes': 'codes end as the terms and the recovery say',
  'messaging/messages/claim.ts#claimMessage': 'a workflow’s permission to send, kept as a decision',
  'messaging/messages/give-up.ts#giveUpMessage': 'a workflow’s outcome of a message',
  'messaging/messages/send.ts#sendMessage': 'a workflow’s message',
  'messaging/messages/message-content.ts#keepContent': 'keeps what a workflow’s message says until it is settled',
  'messaging/opt-ins/purge-old.ts#purgeOldOptIns': 'scheduled purge',
  'messaging/opt-ins/send-due.ts#sendDueOptIns': 'sends confirmations that shoppers asked for',
  'messaging/messages/send-falling-back.ts#sendFallingBack': 'a recovery’s message goes on to the next carrier',
  'messaging/replies/forward-due.ts#forwardDueReplies': 'hands on what people wrote, to the mailbox that the store set',
  'messaging/replies/purge-old.ts#purgeOldReplies': 'scheduled purge',
  'messaging/sandbox-inbox/purge-old.ts#purgeOldSandbox': 'scheduled purge',
  'messaging/sandbox-inbox/put.ts#createSandboxStore': 'the sandbox’s copy of a sent message',
  'outgoing/deliveries/delivery-rounds.ts#createOutgoingRounds': 'takes deliveries that are due',
  'outgoing/deliveries/purge-old.ts#purgeOldOutgoing': 'scheduled purge',
  'outgoing/deliveries/settle.ts#giveBack': 'lease of a delivery',
  'outgoing/deliveries/settle.ts#noteHealth': 'switches an endpoint off that failed for days: an alert says so',
  'outgoing/deliveries/settle.ts#settle': 'outcome of an attempt',
  'pipeline/apply-entries.ts#applyEntries': 'applies accepted events',
  'prediction/drift/check.ts#checkDrift': 'scheduled check; that training is asked for is kept with it',
  'prediction/drift/checks.ts#purgeOldChecks': 'scheduled purge',
  'prediction/predictions/purge-old.ts#purgeOldPredictions': 'scheduled purge',
  'prediction/mlflow/mirror.ts#mirrorRegistry': 'takes over what is offered at MLflow by the audited verb',
  'prediction/registry/ship.ts#shipModel': 'calls the audited verbs when the engine starts',
  'prediction/training/check-features.ts#checkFeatures': 'scheduled measurement',
  'prediction/training/close-run.ts#closeRun': 'a workflow’s end',
  'prediction/training/follow-requests.ts#followTrainingRequests':
    'starts and ends workflows of runs that were asked for, which is audited',
  'prediction/training/move-run.ts#endRun': 'a workflow’s end',
  'prediction/training/move-run.ts#moveRun': 'where a workflow stands',
  'prediction/training/request-due.ts#requestDueTraining': 'asks once a day by the audited verb',
  'prediction/rollouts/end.ts#endRollout': 'a workflow’s end; what answers then is changed by an audited verb',
  'prediction/rollouts/enter-stage.ts#enterStage':
    'a workflow’s next stage; what answers then is changed by an audited verb',
  'prediction/rollouts/look.ts#lookAtRollout': 'a workflow’s look, kept as a row',
  'prediction/rollouts/roll-out-retrained.ts#rollOutRetrained':
    'calls the audited verb for what was trained because of drift',
  'recovery/drafts/budget.ts#takeRequest': 'counts a request to a model; the verb that makes it is audited',
  'recovery/abandonment/sweep.ts#sweepCarts': 'starts recoveries of due carts, kept as decisions',
  'recovery/recoveries/deliver-signals.ts#deliverSignals': 'tells workflows what was queued',
  'recovery/recoveries/end.ts#endRecovery': 'a workflow’s end',
  'recovery/recoveries/open.ts#openRecovery': 'a workflow’s beginning',
  'recovery/recoveries/predict.ts#recordPrediction': 'a workflow’s prediction',
  'recovery/recoveries/record-progress.ts#recordProgress': 'a workflow’s progress',
  'recovery/recoveries/repair.ts#repairOverdue': 'scheduled comparison with the workflow server',
  'recovery/recoveries/repair.ts#repairRecovery': 'scheduled comparison with the workflow server',
  'recovery/recoveries/start.ts#startRecoveries': 'starts workflows of committed recoveries',
  'recovery/splits/take-arm.ts#takeArm': 'a workflow’s arm, kept as a row',
  'state/own-domains/check.ts#checkDomainNow': 'the same as the scheduled look, a moment sooner',
  'state/own-domains/check.ts#checkDueDomains': 'scheduled look at DNS: a claim is as DNS says',
  'state/suppressions/unsubscribe.ts#unsubscribe': "a shopper's wish by their own link, kept in the consent log",
  'trial/purge-old.ts#purgeOldTrials': 'scheduled purge',
  'trial/test-runs/space.ts#openTestSpace': 'part of starting a test run, which is audited in the store of the person',
  'trial/test-runs/space.ts#prepareTestSpace':
    'part of starting a test run, which is audited in the store of the person',
  'shared/address-key.ts#openAddressKey': 'draws the key of the installation when there is none',
  'shared/topic-queue/purge-unrelayed.ts#purgeUnrelayed': 'scheduled purge',
  'shared/topic-queue/hold-topic.ts#releaseTopic': 'lease of a relay',
  'shared/topic-queue/relay-rows.ts#relayRows': 'copies rows to topics',
};

const functions = readServiceFunctions(fileURLToPath(new URL('.', import.meta.url)));
const verbs = verbsIn(functions);

/** Exported functions that begin a transaction and write in it, by themselves or by what they call. */
function verbsIn(all: ReadonlyMap<string, ServiceFunction>): readonly ServiceFunction[] {
  return [...all.values()].filter(
    (one) =>
      one.exported &&
      ownPart(one, all).some(({ opens }) => opens) &&
      reachedFrom(one, all, () => true).some(({ writes }) => writes),
  );
}

/** The function and the helpers of its own file. */
function ownPart(one: ServiceFunction, all: ReadonlyMap<string, ServiceFunction>): readonly ServiceFunction[] {
  return reachedFrom(one, all, (next) => next.file === one.file && !next.exported);
}

function isAudited(one: ServiceFunction, all = functions): boolean {
  const own = ownPart(one, all);
  return own.some(({ requiresPermission }) => requiresPermission) && own.some(({ recordsAudit }) => recordsAudit);
}

describe('every verb that changes something', () => {
  test('checks a permission and writes an audit row, or is the machine’s with a reason', () => {
    const unaccounted = verbs.filter((one) => !isAudited(one) && !Object.hasOwn(machineVerbs, one.id));
    expect(unaccounted.map(({ id }) => id)).toEqual([]);
    expect(verbs.filter((one) => isAudited(one)).length).toBeGreaterThan(20);
  });

  test('is on one side only, and the list of the machine’s verbs names no other function', () => {
    const machine = verbs.filter((one) => !isAudited(one)).map(({ id }) => id);
    expect(Object.keys(machineVerbs).sort()).toEqual(machine.sort());
  });
});

describe('the reading of verbs', () => {
  const sample = (text: string) => {
    const all = new Map(functionsOf('a/b/sample.ts', text).map((one) => [one.id, one]));
    return verbsIn(all).map((one) => [one.id, isAudited(one, all)]);
  };

  test('finds a verb by what its helpers write, in the builder’s words or in SQL', () => {
    const byBuilder = `export const change = (db) => withStore(db, id, (tx) => keep(tx));
      async function keep(tx: Tx) { await tx.update(rows).set({ a: 1 }); }`;
    const bySql = `export async function change(db) { return withEngine(db, (tx) => rawSql(tx)\`update rows r set a = 1\`); }`;
    expect([sample(byBuilder), sample(bySql)]).toEqual([
      [['a/b/sample.ts#change', false]],
      [['a/b/sample.ts#change', false]],
    ]);
  });

  test('takes no read for a verb, and wants both the check and the row', () => {
    const read = `export function list(db) { return withStore(db, id, (tx) => tx.select().from(rows).for('update')); }`;
    const half = `export function change(db) { requirePermission(actor, 'store:write', id); return withStore(db, id, (tx) => tx.delete(rows)); }`;
    expect([sample(read), sample(half)]).toEqual([[], [['a/b/sample.ts#change', false]]]);
  });
});
