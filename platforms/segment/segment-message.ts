import type { Fields } from '../fields.ts';
import type { PlatformSettings } from '../platform.ts';
import type { KnownCustomer } from '../who.ts';

/** What every call says, whatever it is about. */
export interface SegmentMessage {
  readonly body: Fields;
  readonly properties: Fields;
  /** Empty: the call names nobody, and may name a cart. */
  readonly who: KnownCustomer;
  readonly occurredAt: string;
  /** Whether `occurredAt` is the call's own time, and not that of its arrival. */
  readonly isDated: boolean;
  /** Segment's own id of the call, the same when it is sent again; of its contents where it has none. */
  readonly messageId: string;
  readonly settings: PlatformSettings;
}
