/** What the processes of this bench say to one another. */

/** To a hub: what it works on. */
export interface HubOptions {
  readonly redisUrl: string;
  readonly appUrl: string;
  readonly engineUrl: string;
}

/** To a reader: whom it connects to. */
export interface ReaderOptions {
  /** One address for each connection. */
  readonly addresses: readonly string[];
  /** Whether each has to ask for its room, as at a hub. */
  readonly subscribes: boolean;
  /** Where the stream of this store is read beside, without us; null: nowhere. */
  readonly stream: { readonly redisUrl: string; readonly storeId: string } | null;
}

/** From a reader: what came since it was told to begin, and how late, in milliseconds. */
export interface ReaderReport {
  readonly messages: number;
  readonly latenciesMs: readonly number[];
  readonly streamLatenciesMs: readonly number[];
}

/** Now by a clock that all processes of the machine share, in microseconds: small enough for a JSON number. */
export function nowUs(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1_000);
}
