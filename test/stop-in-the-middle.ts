import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DatabaseUrls } from '../db/postgres/create-database.ts';
import type { EndRollout } from '../services/prediction/rollouts/end.ts';
import type { EnterStage } from '../services/prediction/rollouts/enter-stage.ts';

/** What a process is told to do, and where it is to stop. */
export interface StoppedWork {
  readonly urls: Pick<DatabaseUrls, 'appUrl' | 'engineUrl'>;
  readonly work:
    | { readonly kind: 'enter'; readonly asked: EnterStage }
    | { readonly kind: 'end'; readonly asked: EndRollout }
    | {
        readonly kind: 'register';
        readonly artifacts: string;
        readonly asked: { readonly storeId: string; readonly folder: string };
      };
  /** Which time that it keeps a file or looks at the clock, from 1. */
  readonly stopAt: number;
}

const program = join(import.meta.dirname, 'stopped-process.ts');

/** Starts the work in a process of its own, waits until it stands in the middle of it, and kills it there. */
export async function stopInTheMiddle(told: StoppedWork): Promise<void> {
  const child = spawn(process.execPath, [program, JSON.stringify(told)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), ended]);
  child.kill('SIGKILL');
  const [code, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error(`the process ended before it was killed, with ${code}`);
}
