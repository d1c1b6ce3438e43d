import { z } from '@hono/zod-openapi';
import type { snippets } from '../../../db/postgres/schema/index.ts';

type Row = typeof snippets.$inferSelect;

/** What a store may change of its snippet. */
export type SnippetSettings = Pick<
  Row,
  'enabled' | 'consentRequired' | 'honourSignals' | 'autoCapture' | 'emailCapture' | 'restoreCarts' | 'allowedOrigins'
>;

export interface Snippet extends SnippetSettings {
  readonly publishableKey: string;
  readonly updatedAt: Date;
}

export const snippetBounds = { allowedOriginsMax: 20, originLengthMax: 255 } as const;

/** The origin of a page in a sandbox, such as Shopify's custom pixels, as browsers name it. */
export const sandboxOrigin = 'null';

/** Whether a text is an origin as browsers write it: `https://shop.example`, with the port when it is not the usual one. */
export function isOrigin(text: string): boolean {
  if (text === sandboxOrigin) return true;
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** What a store may set of its snippet: the API and the verbs take the same. */
export const snippetSettings = z.object({
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
        .max(snippetBounds.originLengthMax)
        .refine(isOrigin, 'must be an origin, e.g. https://shop.example, or null for pages in a sandbox'),
    )
    .max(snippetBounds.allowedOriginsMax)
    .openapi({
      description: 'Origins beside the site of the store’s own address; `null` for Shopify’s custom pixels.',
    }),
});
