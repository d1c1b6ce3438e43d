import { type ConsentDoor, consentDoors, consentProvenanceOf } from '../../../domain/consent-provenance.ts';

/**
 * Through which door a letter came, for what it says of consent. Only what the pipeline put aside names it itself, because
 * a door wrote that; what a sender's letter says of its door is the sender's own text.
 */
export function letterDoor({ source }: { readonly source: string }, item: unknown): ConsentDoor {
  if (source !== 'pipeline' || typeof item !== 'object' || item === null) return 'shop';
  const { provenance, source: words } = item as { readonly provenance?: unknown; readonly source?: unknown };
  const door = consentDoors.find((name) => name === provenance);
  return consentProvenanceOf({ source: typeof words === 'string' ? words : '', ...(door && { provenance: door }) });
}
