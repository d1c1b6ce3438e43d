import { type News, type NewsOptions, openNews } from '../../shared/news.ts';

/** Something else is said of a brand or a name: every process looks for itself what that is. */
export type BrandNews = News<Readonly<Record<string, never>>>;

/** Redis or Valkey channel. */
const brandsChannel = 'brands:changed';

export function openBrandNews(options: Pick<NewsOptions<unknown>, 'redis' | 'subscriber' | 'onFailure'>): BrandNews {
  return openNews({ ...options, channel: brandsChannel, read: () => ({}) });
}
