import { type ConsentOrigin, consentOrigins, consentProvenanceOf } from '../../../domain/consent-provenance.ts';

/**
 * Through which endpoint a dead letter came, for what it says of consent. Only what the pipeline put aside names it itself, because
 * an endpoint wrote that; what a sender's dead letter says of its endpoint is the sender's own text.
 */
export function originOfDeadLetter({ source }: { readonly source: string }, item: unknown): ConsentOrigin {
  if (source !== 'pipeline' || typeof item !== 'object' || item === null) return 'shop';
  const { provenance, source: words } = item as { readonly provenance?: unknown; readonly source?: unknown };
  const door = consentOrigins.find((name) => name === provenance);
  return consentProvenanceOf({ source: typeof words === 'string' ? words : '', ...(door && { provenance: door }) });
}
