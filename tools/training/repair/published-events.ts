import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformSettings } from '../../../platforms/platform.ts';
import { platforms } from '../../../platforms/registry.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../../repair/json-value.ts';
import { checkEvent } from '../../../services/ingest/events/check-event.ts';

interface Sender {
  readonly header: string | null;
  readonly topics: readonly string[];
  /** What a request has around a body that is published without it. */
  readonly around: JsonRecord;
}

const senders: Readonly<Record<string, Sender>> = {
  shopify: {
    header: 'x-shopify-topic',
    topics: [
      'carts/update',
      'checkouts/update',
      'orders/create',
      'orders/cancelled',
      'refunds/create',
      'customers/update',
    ],
    around: {},
  },
  woocommerce: { header: 'x-wc-webhook-topic', topics: ['order.created', 'customer.updated'], around: {} },
  segment: {
    header: null,
    topics: [''],
    around: { messageId: 'm-1', anonymousId: '507f191e810c19729de860ea', timestamp: '2026-11-21T10:00:00.000Z' },
  },
};
const settings: PlatformSettings = { currency: 'USD', orderStatuses: {} };

/** The events that the bodies which platforms publish come to, each once; none where the folder is not there. */
export function readPublishedEvents(folder: string, receivedAt: number): readonly JsonRecord[] {
  const events = new Map<string, JsonRecord>();
  for (const [name, sender] of Object.entries(senders)) {
    for (const body of bodiesIn(join(folder, name)))
      for (const event of eventsOf(name, sender, body, receivedAt)) events.set(JSON.stringify(event), event);
  }
  return [...events.values()];
}

function eventsOf(
  name: string,
  { header, topics, around }: Sender,
  body: JsonRecord,
  receivedAt: number,
): JsonRecord[] {
  return topics.flatMap((topic) => {
    const request = {
      headers: header === null ? {} : { [header]: topic },
      body: Buffer.from(JSON.stringify({ ...around, ...body })),
      receivedAt,
    };
    const translation = platforms.get(name)?.translate(request, settings);
    if (translation?.kind !== 'events') return [];
    return translation.events.flatMap((candidate) => {
      const checked = checkEvent(candidate, { searchHostile: true });
      return checked.ok ? [JSON.parse(JSON.stringify(checked.event)) as JsonRecord] : [];
    });
  });
}

/** Answers of an API put one thing or several into an envelope; a webhook's body is the thing itself. */
function bodiesIn(folder: string): readonly JsonRecord[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return files.sort().flatMap((file) => unwrapped(JSON.parse(readFileSync(join(folder, file), 'utf8')) as JsonValue));
}

function unwrapped(body: JsonValue): readonly JsonRecord[] {
  if (Array.isArray(body)) return body.filter(isRecord);
  if (!isRecord(body)) return [];
  const [only, ...others] = Object.values(body);
  return others.length === 0 && typeof only === 'object' && only !== null ? unwrapped(only) : [body];
}
