import { z } from '@hono/zod-openapi';
import type { Snippet } from '../../../services/ingest/snippets/settings.ts';
import { snippetBounds as bounds, isOrigin } from '../../../services/ingest/snippets/settings.ts';
import { momentSchema } from '../../openapi/json-content.ts';

const settings = {
  enabled: z
    .boolean()
    .openapi({ description: 'False stops the snippet: new pages within five minutes, open ones at once.' }),
  consentRequired: z
    .boolean()
    .openapi({ description: 'Nothing is stored or sent before the page says that the visitor agreed.' }),
  honourSignals: z.boolean().openapi({ description: 'Global Privacy Control and Do Not Track count as a refusal.' }),
  autoCapture: z
    .boolean()
    .openapi({ description: 'Reads products and carts from common markup and carts of Shopify and WooCommerce.' }),
  emailCapture: z
    .boolean()
    .openapi({ description: 'Takes e-mail addresses from the browser: typed into a form, or named by the page.' }),
  restoreCarts: z
    .boolean()
    .openapi({ description: 'A recovery link hands its cart to the snippet on the shop’s page.' }),
  allowedOrigins: z
    .array(
      z
        .string()
        .max(bounds.originLengthMax)
        .refine(isOrigin, 'must be an origin, e.g. https://shop.example, or null for pages in a sandbox'),
    )
    .max(bounds.allowedOriginsMax)
    .openapi({
      description: 'Origins beside the site of the store’s own address; `null` for Shopify’s custom pixels.',
    }),
};

export const snippetChangeSchema = z.object(settings).partial().openapi('SnippetChange');
export const snippetSchema = z
  .object({
    ...settings,
    allowedOrigins: z.array(z.string()),
    publishableKey: z.string(),
    tag: z.string().openapi({ description: 'What to paste into every page of the shop.' }),
    shopifyPixelUrl: z.string().openapi({ description: 'The code of a custom pixel for Shopify.' }),
    updatedAt: momentSchema,
  })
  .openapi('Snippet');

/** The settings with what a person pastes into a shop. */
export function shownSnippet(snippet: Snippet, publicUrl: string) {
  const query = `?key=${snippet.publishableKey}`;
  return {
    ...snippet,
    tag: `<script async src="${publicUrl}/snippet.js${query}"></script>`,
    shopifyPixelUrl: `${publicUrl}/shopify-pixel.js${query}`,
  };
}

export const snippetExample = {
  enabled: true,
  consentRequired: true,
  honourSignals: true,
  autoCapture: true,
  emailCapture: false,
  restoreCarts: true,
  allowedOrigins: ['https://checkout.shop.example'],
  publishableKey: 'pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10',
  tag: '<script async src="https://recover.example/snippet.js?key=pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10"></script>',
  shopifyPixelUrl: 'https://recover.example/shopify-pixel.js?key=pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10',
  updatedAt: '2026-11-22T10:00:00.000Z',
};
