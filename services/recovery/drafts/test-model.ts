import { z } from 'zod';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { takeRequest } from './budget.ts';
import type { DraftDeps } from './draft-deps.ts';
import { endpointOf, readRow } from './draft-settings.ts';
import { type DraftOutcome, draftUntilSound } from './draft-until-sound.ts';

export type ModelTest = { readonly model: string; readonly tookMs: number } & (
  | { readonly kind: 'works' }
  /** It answers, and not in the form that was asked for. */
  | { readonly kind: 'unusable' }
  | Omit<Extract<DraftOutcome<never, never>, { kind: 'failed' }>, 'requests'>
);

const answer = z.object({ ok: z.boolean() });

/** Asks the model of the store something that any model can answer. Works as `startTemplateDraft` does. */
export async function startModelTest(
  deps: DraftDeps,
  { actor, storeId, signal }: { readonly actor: Actor; readonly storeId: string; readonly signal: AbortSignal },
): Promise<() => Promise<ModelTest>> {
  requirePermission(actor, 'store:write', storeId);
  const settings = await withStore(deps.database, storeId, (tx) => readRow(tx, storeId));
  const { endpoint, isOwn } = endpointOf(settings, deps);
  await takeRequest(deps, storeId);
  await withStore(deps.database, storeId, (tx) =>
    recordAudit(tx, {
      ...{ actor, storeId, action: 'store:write' },
      subject: { kind: 'store', id: storeId },
      change: { draftModelTested: { after: endpoint.model } },
    }),
  );
  return async () => {
    const since = performance.now();
    const outcome = await draftUntilSound(deps, {
      ...{ endpoint, isOwn, storeId, signal },
      messages: [{ role: 'user', content: 'Answer with the JSON object {"ok": true} and nothing else.' }],
      schema: {
        type: 'object',
        properties: { ok: { type: 'boolean' } },
        required: ['ok'],
        additionalProperties: false,
      },
      read: (json) => {
        const result = answer.safeParse(json);
        return result.success
          ? { ok: true, value: result.data }
          : { ok: false, fault: { code: 'not_in_form', part: 'ok', found: null, right: '{"ok": true}' } };
      },
      check: () => [],
    });
    const about = { model: endpoint.model, tookMs: Math.round(performance.now() - since) };
    if (outcome.kind === 'failed') return { ...about, kind: 'failed', reason: outcome.reason, status: outcome.status };
    return { ...about, kind: outcome.kind === 'drafted' ? 'works' : 'unusable' };
  };
}
