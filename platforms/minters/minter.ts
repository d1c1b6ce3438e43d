import type { OfferKind } from '../../domain/offers/offer.ts';
import type { UnitMeans, UnitNeeds } from '../clients/unit-means.ts';

/**
 * Who makes the codes of an offer at the shop. The engine names each code before it asks for it, and asks for the same name
 * again whenever an answer is lost: making a code that is there already, on the same terms, is a success.
 *
 * @example
 * export const pigeon = defineMinter({
 *   name: 'pigeon', title: 'Pigeon', needs: { kind: 'platform', platform: 'pigeon' },
 *   open: (access) => ({ mint: async (order) => ({ kind: 'minted' }), look: async () => ({ kind: 'usable' }), ... }),
 * });
 */
export interface MinterUnit<N extends string = string> {
  readonly name: N;
  readonly title: string;
  readonly needs: UnitNeeds;
  open(means: UnitMeans): Minter;
}

/** Every verb may be repeated. None throws: what went wrong is an answer. */
export interface Minter {
  mint(order: MintOrder, signal: AbortSignal): Promise<MintAnswer>;
  /** Whether a code can still be used. */
  look(code: string, signal: AbortSignal): Promise<CodeLook>;
  /** Takes a code back; one that is not there is back already. */
  revoke(code: string, signal: AbortSignal): Promise<RevokeAnswer>;
}

/** One code, for one use. */
export interface MintOrder {
  readonly code: string;
  readonly kind: OfferKind;
  /** Percent, or minor units of the currency; of free shipping nothing. */
  readonly value: number;
  readonly currency: string | null;
  readonly cartMinorMin: number;
  /** Epoch milliseconds: it is good before then. */
  readonly expiresAt: number;
  /** The shop's own id of the only customer who may use it; null: not known. */
  readonly customer: string | null;
}

export type MintAnswer =
  | { readonly kind: 'minted' }
  /** Not made, and not to be made by asking again. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Perhaps made: the same name is asked for again. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type CodeLook = { readonly kind: 'usable' | 'used' | 'gone' | 'unknown' };
export type RevokeAnswer = { readonly kind: 'revoked' | 'unknown' | 'impossible' };

export function defineMinter<N extends string>(unit: MinterUnit<N>): MinterUnit<N> {
  return unit;
}
