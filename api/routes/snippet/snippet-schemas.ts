import { z } from '@hono/zod-openapi';
import { type Snippet, snippetSettings } from '../../../services/ingest/snippets/settings.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const snippetChangeSchema = snippetSettings.partial().openapi('SnippetChange');
export const snippetSchema = snippetSettings
  .extend({
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
