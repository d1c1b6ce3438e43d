import type { StorePermission } from '../../domain/permission.ts';

/**
 * What open pages are told of a change: ids, codes and amounts, never who it is about. It says how the row is now, so the
 * same change told twice changes nothing, and of one kind and id only the highest `version` counts.
 */
export type LiveEvent =
  | (Change<'cart'> & {
      readonly cartId: string;
      readonly stage: string;
      readonly valueMinor: number | null;
      readonly currency: string | null;
    })
  | (Change<'recovery'> &
      InRecovery & {
        readonly outcome: string | null;
        readonly reason: string | null;
        /** Nothing of it was decided yet: when it is told that a recovery waits, it may have begun just now. */
        readonly isNew: boolean;
      })
  | (Change<'message'> &
      InRecovery & {
        readonly channel: string;
        readonly deliveryState: string | null;
        readonly reason: string | null;
      })
  | (Change<'order'> & {
      readonly cartId: string | null;
      readonly recoveryId: string | null;
      readonly campaignId: string | null;
      readonly totalMinor: number | null;
      readonly currency: string | null;
    })
  | (Change<'decision'> & {
      readonly cartId: string;
      readonly recoveryId: string | null;
      readonly campaignId: string | null;
      readonly channel: string | null;
      readonly reason: string | null;
    })
  | (Change<'campaign'> & { readonly campaignId: string })
  /** An attempt to make a model, a version on its way to all carts, what was done with one, and a check of one. */
  | Change<'training_run'>
  | Change<'rollout'>
  | Change<'model_move'>
  | Change<'drift_check'>
  /** Something else is said of a flag in the store; what is said for all stores is in none. */
  | Change<'flag'>
  /** A quota of the store's plan is near, or over. */
  | Change<'quota'>;

interface Change<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  /** Where it stands, in the words of the API. */
  readonly state: string;
  /** Grows with each change of this row. */
  readonly version: number;
  /** When it changed, ISO 8601. */
  readonly at: string;
}

interface InRecovery {
  readonly cartId: string;
  readonly recoveryId: string;
  readonly campaignId: string | null;
}

export type LiveKind = LiveEvent['kind'];

/** What somebody has to hold to be told of each kind. */
export const permissionOfKind = {
  cart: 'carts:read',
  recovery: 'recoveries:read',
  message: 'messages:read',
  order: 'orders:read',
  decision: 'decisions:read',
  campaign: 'campaigns:read',
  training_run: 'models:read',
  rollout: 'models:read',
  model_move: 'models:read',
  drift_check: 'models:read',
  flag: 'flags:read',
  quota: 'usage:read',
} as const satisfies Readonly<Record<LiveKind, StorePermission>>;

export interface StoreEvent {
  readonly storeId: string;
  readonly event: LiveEvent;
}

/** What a page follows: everything in its store, one campaign of it, one cart, or what is for every store. */
export type Room = 'store' | 'platform' | `campaign:${string}` | `cart:${string}`;

/** Whose stream has what is for every store: an id that no store has. */
export const platformStream = '00000000-0000-0000-0000-000000000000';

/** The stream that tells of a room. */
export function streamOf(room: Room, storeId: string): string {
  return room === 'platform' ? platformStream : storeId;
}

/** The rooms that are told of a change: in the stream of a store nobody follows the platform, in that of the platform no store. */
export function roomsOf({ kind, ...event }: LiveEvent): readonly Room[] {
  const rooms: Room[] = ['store', 'platform'];
  if ('cartId' in event && event.cartId !== null) rooms.push(`cart:${event.cartId}`);
  if ('campaignId' in event && event.campaignId !== null) rooms.push(`campaign:${event.campaignId}`);
  return rooms;
}
