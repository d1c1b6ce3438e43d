/** The wings of services/ in their order: each may import those before it, and `.dependency-cruiser.mjs` holds them to it. */
export const wings = [
  'shared',
  'journal',
  'state',
  'prediction',
  'messaging',
  'recovery',
  'pipeline',
  'accounts',
  'ingest',
  'analytics',
] as const;

/** Stands apart: it carries records to other systems, and needs no wing but the shared one. */
export const streaming = 'streaming';
