import type { stores } from '../../../db/postgres/schema/index.ts';
import { type Channel, channels, type ProviderNames, type ProviderPicks } from '../../../domain/channel.ts';
import type { RuleFacts } from '../../../domain/check-rules.ts';
import type { SmsSender } from '../../../domain/phone/way-out.ts';

/** A template by its name, with the channels that it has a text for. */
export interface TemplateName {
  readonly name: string;
  readonly channels: readonly Channel[];
  /** A text of the store's own that speaks of an offer. */
  readonly speaksOfOffer?: boolean;
  /** False: its SMS says nothing of a way out but an answer. */
  readonly namesWayOut?: boolean;
}

/** Which templates messages of a store can be made of. */
export interface TemplateCatalogue {
  list(storeId: string): Promise<readonly TemplateName[]>;
}

/** What rules depend on that stands outside of the database. */
export interface RuleSurroundings {
  readonly templates: TemplateCatalogue;
  readonly providerNames: ProviderNames;
  /** Who a store's SMS come from; absent: somebody who can be answered. */
  readonly smsSender?: SmsSenderOf;
}

/** By what the store picked; undefined: whoever gets an SMS can answer it. */
export type SmsSenderOf = (picks: ProviderPicks) => SmsSender | undefined;

export const noRecentCarts: RuleFacts['recent'] = { carts: 0, currencies: [], messages: new Map() };

export function ruleFactsOf(
  store: Pick<typeof stores.$inferSelect, 'capMessages' | 'capPeriodMs' | 'browseIdleMs' | 'providers'>,
  around: {
    readonly templates: readonly TemplateName[];
    readonly providerNames: ProviderNames;
    readonly smsSender?: SmsSenderOf | undefined;
    /** Keys of the store's offers. */
    readonly offers: ReadonlySet<string>;
    /** Ids of policies that splits may ask. */
    readonly policies: ReadonlySet<string>;
    readonly longestSms?: RuleFacts['longestSms'];
  },
  recent: RuleFacts['recent'],
): RuleFacts {
  const takesAnswers = around.smsSender?.(store.providers)?.takesAnswers !== false;
  return {
    templates: new Map(around.templates.map(({ name, channels: written }) => [name, written])),
    templatesWithOffer: new Set(around.templates.flatMap(({ name, speaksOfOffer }) => (speaksOfOffer ? [name] : []))),
    ...(takesAnswers
      ? {}
      : {
          templatesWithoutWayOut: new Set(
            around.templates.flatMap(({ name, namesWayOut }) => (namesWayOut === false ? [name] : [])),
          ),
        }),
    offers: around.offers,
    policies: around.policies,
    ...(around.longestSms && { longestSms: around.longestSms }),
    channelsWithProvider: channels.filter((channel) => around.providerNames[channel].length > 0),
    cap: { messages: store.capMessages, periodMs: store.capPeriodMs },
    followsBrowsing: store.browseIdleMs !== null,
    recent,
  };
}
