import type { AcceptedEvent } from '../event.ts';

/** How an event lies in a record. */
export interface RecordCodec {
  encode(event: AcceptedEvent): Buffer;
  decode(value: Buffer): AcceptedEvent | Promise<AcceptedEvent>;
}
