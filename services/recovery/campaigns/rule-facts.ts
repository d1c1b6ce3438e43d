import type { stores } from '../../../db/postgres/schema/index.ts';
import { type Channel, channels, type ProviderNames } from '../../../domain/channel.ts';
import type { RuleFacts } from '../../../domain/check-rules.ts';

/** A template by its name, with the channels that it has a text for. */
export interface TemplateName {
  readonly name: string;
  readonly channels: readonly Channel[];
  /** A text of the store's own that speaks of an offer. */
  readonly speaksOfOffer?: boolean;
}

/** Which templates messages of a store can be made of. */
export interface TemplateCatalogue {
  list(storeId: string): Promise<readonly TemplateName[]>;
}

/** What rules depend on that stands outside of the database. */
export interface RuleSurroundings {
  readonly templates: TemplateCatalogue;
  readonly providerNames: ProviderNames;
}

export const noRecentCarts: RuleFacts['recent'] = { carts: 0, currencies: [], messages: new Map() };

export function ruleFactsOf(
  store: Pick<typeof stores.$inferSelect, 'capMessages' | 'capPeriodMs' | 'browseIdleMs'>,
  around: {
    readonly templates: readonly TemplateName[];
    readonly providerNames: ProviderNames;
    /** Keys of the store's offers. */
    readonly offers: ReadonlySet<string>;
  },
  recent: RuleFacts['recent'],
): RuleFacts {
  return {
    templates: new Map(around.templates.map(({ name, channels: written }) => [name, written])),
    templatesWithOffer: new Set(around.templates.flatMap(({ name, speaksOfOffer }) => (speaksOfOffer ? [name] : []))),
    offers: around.offers,
    channelsWithProvider: channels.filter((channel) => around.providerNames[channel].length > 0),
    cap: { messages: store.capMessages, periodMs: store.capPeriodMs },
    followsBrowsing: store.browseIdleMs !== null,
    recent,
  };
}
