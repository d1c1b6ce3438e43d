import type { Integration } from '../../../services/ingest/integrations/integration.ts';

/** An integration with the address that its platform sends to. */
export function shownIntegration<T extends Integration>(
  integration: T,
  publicUrl: string,
): T & { readonly webhookUrl: string } {
  return { ...integration, webhookUrl: `${publicUrl}/v1/webhooks/${integration.id}` };
}
