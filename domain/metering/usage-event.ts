import { type MeterName, meters, type UsageRow } from './meter.ts';

/** A row of usage in the shape of CloudEvents 1.0 (github.com/cloudevents/spec, v1.0.2), its JSON format. */
export interface UsageEvent {
  readonly specversion: '1.0';
  /** The same for the same row, so that whoever reads it twice counts it once. */
  readonly id: string;
  readonly source: string;
  readonly type: 'cart-recovery.usage';
  readonly subject: string;
  /** Beginning of the slot. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: {
    readonly meter: MeterName;
    readonly unit: string;
    readonly quantity: number;
    readonly channel: string | null;
    readonly country: string | null;
  };
}

export function usageEventOf(row: UsageRow, storeId: string): UsageEvent {
  const { meter, channel, country, quantity } = row;
  return {
    specversion: '1.0',
    id: usageRowId(row, storeId),
    source: `/stores/${storeId}`,
    type: 'cart-recovery.usage',
    subject: meter,
    time: new Date(row.slotMs).toISOString(),
    datacontenttype: 'application/json',
    data: { meter, unit: meters[meter].unit, quantity, channel: channel || null, country: country || null },
  };
}

/** Names one row over all stores. */
export function usageRowId({ meter, slotMs, channel, country }: Omit<UsageRow, 'quantity'>, storeId: string): string {
  return [storeId, meter, slotMs / 1_000, channel, country].filter((part) => part !== '').join('/');
}
