import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export interface ConsumerProcessOptions {
  readonly appUrl: string;
  readonly engineUrl: string;
  readonly redisUrl: string;
  readonly kafkaAddress: string;
  readonly topic: string;
  /** After how long the others take over from one that is killed. */
  readonly sessionTimeoutMs: number;
}

export interface ConsumerProcess {
  /** Partitions that it follows, as it said last. */
  readonly owned: readonly number[];
  readonly exited: boolean;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

export function startConsumerProcess(options: ConsumerProcessOptions): ConsumerProcess {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'consumer-process.ts'), JSON.stringify(options)],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  let owned: readonly number[] = [];
  child.on('message', (partitions) => {
    owned = partitions as readonly number[];
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    get owned() {
      return owned;
    },
    get exited() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
