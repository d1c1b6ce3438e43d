import { z } from '@hono/zod-openapi';
import type { Actor } from '../../../domain/actor.ts';
import { channels } from '../../../domain/channel.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type PreviewDeps, type RenderedPreview, renderPreview } from '../campaigns/preview.ts';
import { templateContentSchema } from './template-input.ts';

/** Of one of its languages; without, of the one that the person of the cart reads. */
export const templatePreviewInput = z
  .object({
    content: templateContentSchema,
    locale: z.string().max(35).nullable().default(null),
    channel: z.enum(channels),
    cartId: idSchema.nullable().default(null),
  })
  .refine(({ content, locale }) => locale === null || content.variants.some((one) => one.locale === locale), {
    path: ['locale'],
    message: 'must be one of the languages of the template',
  });

export interface PreviewTemplate extends z.input<typeof templatePreviewInput> {
  readonly actor: Actor;
  readonly storeId: string;
}

/** Renders an edit by the one renderer, as it would be sent. Nothing is kept. */
export async function previewTemplate(
  deps: PreviewDeps,
  { actor, storeId, ...given }: PreviewTemplate,
): Promise<RenderedPreview> {
  requirePermission(actor, 'campaigns:read', storeId);
  const { content, locale, channel, cartId } = readInput(templatePreviewInput, given);
  const variants = content.variants.filter((variant) => locale === null || variant.locale === locale);
  return renderPreview(deps, { actor, storeId, channel, cartId, template: 'edited', edited: { variants } });
}
