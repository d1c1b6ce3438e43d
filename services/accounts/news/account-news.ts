import { z } from 'zod';
import { type News, type NewsOptions, openNews } from '../../shared/news.ts';

/**
 * Tells every process at once that a copy of somebody's rights is old. The truth is in PostgreSQL and copies live for a few
 * seconds only, so news that gets lost costs that time and never lets anybody in for longer.
 */

/** What changed: a session ended, a person's account or rights, a key. */
const changeSchema = z.object({ kind: z.enum(['session', 'user', 'api_key']), id: z.string() });
export type AccountChange = Readonly<z.output<typeof changeSchema>>;

/** Redis or Valkey channel. */
export const accountsChannel = 'accounts:changed';

export type AccountNews = News<AccountChange>;

export function openAccountNews(options: Omit<NewsOptions<AccountChange>, 'channel' | 'read'>): AccountNews {
  return openNews({ ...options, channel: accountsChannel, read: (given) => changeSchema.parse(given) });
}
