import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../traffic/api-client.ts';
import type { StoreReader } from './store-reader.ts';

export interface WaitRules {
  readonly waitMsMax: number;
  /** Which carts, by the shop's own id: a store that is in use has others, and they never rest. */
  readonly isOurs: (externalId: string) => boolean;
  /** Told now and then: carts that are not abandoned yet, and recoveries that still run. */
  readonly onLook: (idle: number, running: number) => void;
}

const lookEveryMs = 1_000;
/** Two quiet looks in a row: a recovery begins a moment after its cart was abandoned. */
const quietLooks = 2;

/** Waits until no cart waits to be abandoned and no recovery runs. Says whether that came before patience ended. */
export async function waitForRecoveries(
  reader: Pick<StoreReader, 'carts' | 'recoveries'>,
  { waitMsMax, isOurs, onLook }: WaitRules,
): Promise<boolean> {
  const deadline = performance.now() + waitMsMax;
  for (let quiet = 0; performance.now() < deadline; await delay(lookEveryMs)) {
    const busy = await look(reader, isOurs).catch((error: unknown) => {
      if (error instanceof ApiError && error.passing) return null;
      throw error;
    });
    if (busy) onLook(busy.idle, busy.running);
    quiet = busy && busy.idle + busy.running === 0 ? quiet + 1 : 0;
    if (quiet >= quietLooks) return true;
  }
  return false;
}

async function look(
  reader: Pick<StoreReader, 'carts' | 'recoveries'>,
  isOurs: WaitRules['isOurs'],
): Promise<{ idle: number; running: number }> {
  let [idle, running] = [0, 0];
  const ours = new Set<string>();
  for await (const { id, externalId, abandonAt } of reader.carts()) {
    if (!isOurs(externalId)) continue;
    ours.add(id);
    if (abandonAt !== null) idle += 1;
  }
  for await (const { cartId, endedAt } of reader.recoveries()) if (endedAt === null && ours.has(cartId)) running += 1;
  return { idle, running };
}
