import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface RelayProcessOptions {
  readonly engineUrl: string;
  /** Of the embedded ClickHouse. */
  readonly folder: string;
  readonly rowsPerRoundMax: number;
}

export interface CountedTable {
  readonly table: string;
  readonly rows: number;
  readonly facts: number;
  readonly amount: number;
}

export type Told =
  | { readonly kind: 'inserted'; readonly table: string }
  | { readonly kind: 'done'; readonly counts: readonly CountedTable[] };

/**
 * Runs the relays in a process until all is copied, or until the insert of that number: then the process is killed, with
 * SIGKILL, after the rows are in ClickHouse and before they are taken from the queue.
 */
export async function runRelayProcess(
  options: RelayProcessOptions,
  killAtInsert: number,
): Promise<readonly CountedTable[] | 'killed'> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'relay-process.ts'), JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = new Promise<NodeJS.Signals | number | null>((done) =>
    child.once('exit', (code, signal) => done(signal ?? code)),
  );
  let inserts = 0;
  let counts: readonly CountedTable[] | null = null;
  child.on('message', (message) => {
    const told = message as Told;
    if (told.kind === 'done') counts = told.counts;
    else if (++inserts === killAtInsert) child.kill('SIGKILL');
    else child.send('go on');
  });
  const end = await gone;
  if (end === 'SIGKILL') return 'killed';
  if (end !== 0 || !counts) throw new Error(`the relays ended with ${end}`);
  return counts;
}
