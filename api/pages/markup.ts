import type { html } from 'hono/html';

/** Markup that is already escaped; what `html` makes. */
export type Markup = ReturnType<typeof html>;
