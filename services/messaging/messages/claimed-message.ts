import type { MessageContext } from '../../../channels/message-context.ts';
import type { ShopSaid } from '../../../domain/catalog/said-of-good.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { Carriage } from '../../../domain/phone/carrier.ts';
import type { CatalogRow } from '../catalog/catalog-settings.ts';

/** A message that may be sent now, once, with what it is made of. Stays in the worker: it holds personal data. */
export interface ClaimedMessage {
  readonly id: string;
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly ruleId: string;
  readonly channel: Channel;
  readonly template: string;
  /** Name of the provider that has to be asked. */
  readonly provider: string;
  /** Address on the channel. */
  readonly to: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** When the first attempt was claimed, epoch milliseconds. */
  readonly claimedAt: number;
  /** Version of the cart that was read. */
  readonly cartVersion: number;
  /** No attempt came before this one. */
  readonly isNew: boolean;
  /** An earlier attempt ended without an answer: the provider may have it. */
  readonly mayBeTaken: boolean;
  /** The vendor's ids of earlier attempts that it could not deliver. */
  readonly ended: readonly string[];
  /** Something is known against the account that an answer of it changes. */
  readonly senderTroubled: boolean;
  /** By what it goes to a telephone; SMS on every other channel. */
  readonly carriage: Carriage;
  /** What an SMS may be billed as; undefined: as usual. */
  readonly segmentsMax: number | undefined;
  /** Whom the store asks about its goods; null: nobody. */
  readonly catalog: CatalogRow | null;
  /** What the shop said of them to an earlier attempt. */
  readonly shopSaid: ShopSaid | null;
  readonly context: MessageContext;
}
