import { z } from 'zod';
import { type News, type NewsOptions, openNews } from '../../shared/news.ts';

/** Of which flag something else is said: every process looks for itself what that is. */
const changeSchema = z.object({ name: z.string() });
export type FlagNews = News<Readonly<z.output<typeof changeSchema>>>;

/** Redis or Valkey channel. */
const flagsChannel = 'flags:changed';

export function openFlagNews(options: Pick<NewsOptions<unknown>, 'redis' | 'subscriber' | 'onFailure'>): FlagNews {
  return openNews({ ...options, channel: flagsChannel, read: (given) => changeSchema.parse(given) });
}
