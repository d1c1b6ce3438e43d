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
  'outgoing',
  'live',
  'trial',
] as const;

/** Stands apart: it carries records to other systems, and needs only the shared wing and the journal, for the audit log. */
export const streaming = 'streaming';
