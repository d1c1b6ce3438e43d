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
