import type { stores } from '../../../db/postgres/schema/index.ts';
import type { ProviderPicks } from '../../../domain/channel.ts';
import { dayMs } from '../../../domain/duration.ts';

type Row = typeof stores.$inferSelect;

/** What a store may change of itself. Durations are milliseconds of the store's own clock. */
export type StoreSettings = Pick<
  Row,
  | 'name'
  | 'status'
  | 'locale'
  | 'timeZone'
  | 'url'
  | 'senderName'
  | 'timeScale'
  | 'cartIdleMs'
  | 'checkoutIdleMs'
  | 'browseIdleMs'
  | 'coolDownMs'
  | 'capMessages'
  | 'capPeriodMs'
>;

export interface Store extends StoreSettings {
  readonly providers: ProviderPicks;
  readonly id: string;
  readonly createdAt: Date;
}

/** Bounds of every setting, in one place for the API, the command line and the tests. The columns are 32-bit integers. */
export const storeBounds = {
  nameLengthMax: 100,
  urlLengthMax: 2_048,
  timeScaleMin: 1,
  timeScaleMax: 100_000,
  idleMsMin: 1_000,
  idleMsMax: 7 * dayMs,
  coolDownMsMax: 24 * dayMs,
  capMessagesMax: 100,
  capPeriodMsMin: 60_000,
  capPeriodMsMax: 24 * dayMs,
  providerLengthMax: 40,
} as const;
