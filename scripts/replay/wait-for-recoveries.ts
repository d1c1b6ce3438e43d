import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../../demo/api-client.ts';
import type { StoreReader } from './store-reader.ts';

export interface WaitRules {
  readonly waitMsMax: number;
  /** Told now and then: carts that are not abandoned yet, and recoveries that still run. */
  readonly onLook: (idle: number, running: number) => void;
}

const lookEveryMs = 1_000;
/** Two quiet looks in a row: a recovery begins a moment after its cart was abandoned. */
const quietLooks = 2;

/** Waits until no cart waits to be abandoned and no recovery runs. Says whether that came before patience ended. */
export async function waitForRecoveries(reader: StoreReader, { waitMsMax, onLook }: WaitRules): Promise<boolean> {
  const deadline = performance.now() + waitMsMax;
  for (let quiet = 0; performance.now() < deadline; await delay(lookEveryMs)) {
    const busy = await look(reader).catch((error: unknown) => {
      if (error instanceof ApiError && error.passing) return null;
      throw error;
    });
    if (busy) onLook(busy.idle, busy.running);
    quiet = busy && busy.idle + busy.running === 0 ? quiet + 1 : 0;
    if (quiet >= quietLooks) return true;
  }
  return false;
}

async function look(reader: StoreReader): Promise<{ idle: number; running: number }> {
  let [idle, running] = [0, 0];
  for await (const { abandonAt } of reader.carts()) if (abandonAt !== null) idle += 1;
  for await (const { endedAt } of reader.recoveries()) if (endedAt === null) running += 1;
  return { idle, running };
}
