import { z } from '@hono/zod-openapi';
import { and, eq } from 'drizzle-orm';
import { carts } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { channels } from '../../../domain/channel.ts';
import { checkDraft, type DraftFacts, type DraftProblem, percentsStated } from '../../../domain/drafts/check-draft.ts';
import { claimsOf } from '../../../domain/drafts/claims.ts';
import { type DraftGuidance, type DraftTexts, mayBeIn, partsOfChannel } from '../../../domain/drafts/guidance.ts';
import { cleanText } from '../../../domain/drafts/plain-text.ts';
import { isLocale } from '../../../domain/place.ts';
import { type TemplateContent, templateLimits } from '../../../domain/template.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { readStore } from '../campaigns/store-row.ts';
import { type CheckDeps, refuseProblems } from '../templates/check.ts';
import { keepVersion } from '../templates/save.ts';
import { readTemplate, type TemplateKey } from '../templates/template.ts';
import { readOwnName } from '../templates/template-input.ts';
import { variantOf } from './blocks.ts';
import { takeRequest } from './budget.ts';
import { type DraftDeps, draftLimits } from './draft-deps.ts';
import { endpointOf, readRow } from './draft-settings.ts';
import { type DraftFault, type DraftOutcome, draftUntilSound } from './draft-until-sound.ts';
import { promptOf, readTexts, schemaOf } from './template-prompt.ts';

export const templateDraftInput = z.strictObject({
  locale: z
    .string()
    .max(35)
    .refine(isLocale, 'must be a BCP 47 tag, e.g. de-AT')
    .transform((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag)
    .openapi({ type: 'string', example: 'de' }),
  channels: z
    .array(z.enum(channels))
    .min(1)
    .max(channels.length)
    .refine((all) => new Set(all).size === all.length, 'must name each channel once')
    .readonly(),
  tone: textSchema(0, 300).default('').openapi({ description: 'Of this draft, beside the one of the guidance.' }),
  hint: textSchema(0, draftLimits.hintLengthMax)
    .default('')
    .openapi({ description: 'What the message is for. Numbers in it are no facts: those are stated.' }),
  statements: z
    .array(textSchema(1, draftLimits.statementLengthMax))
    .max(draftLimits.statementsMax)
    .readonly()
    .default([])
    .openapi({
      description:
        'What is true of this message. Only percentages, amounts, codes, addresses and numbers that stand here may be named.',
    }),
  cartId: idSchema
    .nullable()
    .default(null)
    .openapi({ description: 'A cart whose goods the model is told of, by their names. Asks for `carts:read`.' }),
});

export interface StartTemplateDraft extends TemplateKey, z.input<typeof templateDraftInput> {
  readonly actor: Actor;
  readonly signal: AbortSignal;
}

export type TemplateDraft = {
  readonly model: string;
  /** Of the model, for this draft. */
  readonly requests: number;
} & (
  | { readonly kind: 'drafted'; readonly version: number; readonly texts: DraftTexts }
  | {
      readonly kind: 'unusable';
      readonly texts: DraftTexts | null;
      readonly findings: readonly DraftFault<DraftProblem>[];
    }
  | Extract<DraftOutcome<never, never>, { kind: 'failed' }>
);

/**
 * Has a model write texts of a template, and keeps them as a version that nobody can publish before a person has saved it. What
 * speaks against it is thrown at once; what it gives back does the work, which takes as long as the model does.
 */
export async function startTemplateDraft(
  deps: DraftDeps & { readonly previews: Omit<CheckDeps, 'database'>; readonly frame: string },
  { actor, storeId, name: named, signal, ...given }: StartTemplateDraft,
): Promise<() => Promise<TemplateDraft>> {
  requirePermission(actor, 'campaigns:write', storeId);
  const name = readOwnName(named);
  const input = readInput(templateDraftInput, given);
  if (input.cartId !== null) requirePermission(actor, 'carts:read', storeId);
  const read = await withStore(deps.database, storeId, async (tx) => {
    const template = await readTemplate(tx, { storeId, name }, { lock: false });
    refuseTooMany(template.content, input.locale);
    return {
      store: await readStore(tx, storeId),
      settings: await readRow(tx, storeId),
      goods: input.cartId === null ? [] : await readGoods(tx, { storeId, cartId: input.cartId }),
    };
  });
  const { endpoint, isOwn, guidance } = endpointOf(read.settings, deps);
  refuseByGuidance(input, guidance);
  const parts = input.channels.flatMap((channel) => partsOfChannel[channel]);
  const facts: DraftFacts = {
    storeName: read.store.name,
    storeUrl: read.store.url,
    statements: input.statements,
  };
  await takeRequest(deps, storeId);

  return async () => {
    const outcome = await draftUntilSound<DraftTexts, DraftProblem>(deps, {
      ...{ endpoint, isOwn, storeId, signal },
      messages: promptOf({ ...input, parts, facts, guidance, goods: read.goods }),
      schema: schemaOf(parts),
      read: (json) => readTexts(json, parts),
      check: (texts) => checkDraft(texts, facts, guidance, { parts, locale: input.locale }),
    });
    const { requests } = outcome;
    const about = { model: endpoint.model, requests };
    if (outcome.kind === 'failed') return { ...about, ...outcome };
    if (outcome.kind === 'unusable')
      return { ...about, kind: 'unusable', texts: outcome.value, findings: outcome.findings };
    const texts = outcome.value;
    const version = await keep(texts);
    return { ...about, kind: 'drafted', version, texts };
  };

  /** Into the newest version, whatever somebody else saved while the model wrote. */
  async function keep(texts: DraftTexts): Promise<number> {
    const { locale } = input;
    const contentWith = ({ variants }: TemplateContent): TemplateContent => {
      const before = variants.find((one) => one.locale === locale);
      const variant = variantOf(texts, { locale, channels: input.channels, frame: deps.frame, before });
      return {
        variants: before ? variants.map((one) => (one === before ? variant : one)) : [...variants, variant],
      };
    };
    await refuseProblems(
      { database: deps.database, ...deps.previews },
      { storeId, content: contentWith({ variants: [] }) },
    );
    return withStore(deps.database, storeId, async (tx) => {
      const before = await readTemplate(tx, { storeId, name }, { lock: true });
      refuseTooMany(before.content, locale);
      const content = contentWith(before.content);
      const changed = await keepVersion(tx, { actor, storeId, before, content, draftedBy: endpoint.model });
      await recordAudit(tx, {
        ...{ actor, storeId, action: 'campaigns:write' },
        subject: { kind: 'template', id: name },
        change: changeBetween(before, changed, { shown: ['version', 'draftedBy'] }),
      });
      return changed.version;
    });
  }
}

function refuseTooMany({ variants }: TemplateContent, locale: string): void {
  if (variants.length >= templateLimits.variantsMax && !variants.some((one) => one.locale === locale))
    throw new ServiceError('conflict', `A template has at most ${templateLimits.variantsMax} languages.`);
}

function refuseByGuidance({ locale, statements }: z.output<typeof templateDraftInput>, guidance: DraftGuidance): void {
  if (!mayBeIn(locale, guidance))
    throw new ServiceError(
      'invalid',
      `must be one of the languages of the guidance: ${guidance.languages.join(', ')}`,
      {
        path: 'locale',
      },
    );
  const ceiling = guidance.discountPercentMax;
  const index = statements.findIndex((one) => percentsStated([one]).some((percent) => percent > (ceiling ?? 100)));
  if (index >= 0)
    throw new ServiceError('invalid', `must not name more than ${ceiling ?? 100} %, the ceiling of the guidance`, {
      path: `statements.${index}`,
    });
}

/**
 * Names of goods, without those that promise something or look like an instruction of a program: whoever may name goods must not
 * speak to the model.
 */
async function readGoods(
  tx: Tx,
  { storeId, cartId }: { readonly storeId: string; readonly cartId: string },
): Promise<readonly string[]> {
  const [cart] = await tx
    .select({ lines: carts.lines })
    .from(carts)
    .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId)));
  if (!cart) throw new ServiceError('not_found', 'There is no cart with this id.', { path: 'cartId' });
  return cart.lines
    .map(({ name }) => cleanText(name ?? '').slice(0, draftLimits.goodsNameLengthMax))
    .filter((name) => name !== '' && claimsOf(name).length === 0 && !/[<>{}[\]`]/.test(name))
    .slice(0, draftLimits.goodsMax);
}
