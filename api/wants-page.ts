import type { Context } from 'hono';
import { accepts } from 'hono/accepts';

/** Whether a browser asks, which shows a page; programs are told in JSON. */
export function wantsPage(c: Context): boolean {
  const supports = ['application/json', 'text/html'];
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/html';
}
