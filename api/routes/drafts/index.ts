import { usualDraftModels } from '../../../services/recovery/drafts/draft-deps.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { postFlowDraft } from './flow.ts';
import { getSettings, postModelTest, putSettings } from './settings.ts';
import { postTemplateDraft } from './template.ts';

/** Texts and flows that a model drafts, and which model that is. Nothing here sends anything. */
export function draftRoutes(deps: RouteDeps) {
  const { database, integrations, draftModels: models = usualDraftModels, flags, now } = deps;
  const { sealer, allowLoopbackApis: allowLoopback } = integrations;
  const drafts = { database, sealer, models, flags, allowLoopback, now };
  return [
    getSettings(deps, drafts),
    putSettings(deps, drafts),
    postModelTest(deps, drafts),
    postTemplateDraft(deps, drafts),
    postFlowDraft(deps, drafts),
  ] as const;
}
