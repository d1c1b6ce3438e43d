import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { backoffMs, withoutJitter } from '../../runtime/backoff.ts';
import { guardProcess } from './guard-process.ts';
import { noteProcess } from './process-identity.ts';
import type { UnixUser } from './run-as.ts';
import { StackError } from './stack-error.ts';
import { stopProcess } from './stop-process.ts';

/** One server program that this process starts, watches and stops. */
export interface ServerProgram {
  /** Shown to people: 'PostgreSQL'. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The user to run as; only root may give one. */
  readonly user?: UnixUser;
  readonly logFile: string;
  readonly pidFile: string;
  isReady(pid: number): Promise<boolean>;
  /** Told when the server ended by itself. */
  readonly onCrash?: ((crash: ServerCrash) => void) | undefined;
}

/** A server that ended by itself; `crashes` counts those since it last ran well. */
export interface ServerCrash {
  readonly name: string;
  /** `waits`: the start that followed failed too, for instance because the disk is full; it is tried again. */
  readonly outcome: 'restarted' | 'waits' | 'gave up';
  readonly crashes: number;
}

export interface ServerProcess {
  /** Ends the server in good order, by force after a time limit. */
  stop(): Promise<void>;
}

interface RunningServer extends ServerProcess {
  readonly exited: Promise<void>;
}

/** An orderly end for all three programs; for PostgreSQL it is the one that does not wait for its clients. */
const stopSignal = 'SIGINT';
const readyTimeoutMs = 60_000;
const readyPollMs = 25;
const logTailLines = 5;
const restartDelay = { minMs: 250, maxMs: 30_000 };
/** Who ran for so long is well: its next crash is a first one. */
const wellAfterMs = 60_000;
/** With the delays above, about an hour of starts in vain: time to make room on a full disk. */
const crashesMax = 120;

/**
 * Starts a server and waits until it answers. It runs in a process group of its own, so that Ctrl-C reaches only us
 * and work can be drained first; it is ended when this process dies in whatever way. A server that crashes is started
 * again on the same port and data, and clients reconnect; the pause before doubles, and only after about an hour of
 * crashes is it given up.
 */
export async function startServerProcess(program: ServerProgram): Promise<ServerProcess> {
  let running = await startOnce(program);
  let stopping = false;
  const awaitingStop = new AbortController();
  const supervised = supervise();
  return {
    stop: async () => {
      stopping = true;
      awaitingStop.abort();
      await running.stop();
      await supervised;
    },
  };

  async function supervise(): Promise<void> {
    let crashes = 0;
    let startedAt = performance.now();
    for (;;) {
      await running.exited;
      if (stopping) return;
      if (performance.now() - startedAt > wellAfterMs) crashes = 0;
      crashes += 1;
      if (crashes > crashesMax) return program.onCrash?.({ name: program.name, outcome: 'gave up', crashes });
      await delay(restartDelayMs(crashes), undefined, { signal: awaitingStop.signal }).catch(() => {});
      if (stopping) return;
      startedAt = performance.now();
      // A start that fails counts as one more crash: the old server's last processes may still hold its memory.
      const started = await startOnce(program).catch(() => null);
      if (stopping) return started?.stop();
      running = started ?? { exited: Promise.resolve(), stop: async () => {} };
      program.onCrash?.({ name: program.name, outcome: started ? 'restarted' : 'waits', crashes });
    }
  }
}

/** Exported for its test. */
export function restartDelayMs(crashes: number): number {
  return backoffMs(crashes, restartDelay, withoutJitter);
}

async function startOnce(program: ServerProgram): Promise<RunningServer> {
  const child = launch(program);
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const pid = child.pid;
  if (pid === undefined) throw new StackError(`${program.name} did not start: ${program.command} cannot be run.`);
  const releaseGuard = guardProcess(pid, stopSignal);
  void exited.then(releaseGuard);
  const stop = async (): Promise<void> => {
    await stopProcess(pid, stopSignal, () => child.exitCode !== null || child.signalCode !== null);
    rmSync(program.pidFile, { force: true });
  };
  try {
    // On a full disk even this fails, and the server must not run on unseen.
    noteProcess(program.pidFile, pid);
    await waitUntilReady(program, child, pid);
  } catch (error) {
    await stop();
    throw error;
  }
  return { exited, stop };
}

function launch({ command, args, env, user, logFile }: ServerProgram): ChildProcess {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.old`);
  const log = openSync(logFile, 'a');
  try {
    const child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', log, log],
      ...user,
      env: { ...process.env, ...env },
    });
    // A program that cannot be run has no process number; the caller says so in its own words.
    child.on('error', () => {});
    return child;
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(program: ServerProgram, child: ChildProcess, pid: number): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  while (!(await program.isReady(pid))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new StackError(`${program.name} stopped while starting. ${logTail(program.logFile)}`);
    if (Date.now() > deadline)
      throw new StackError(
        `${program.name} did not get ready within ${readyTimeoutMs / 1000} s. ${logTail(program.logFile)}`,
      );
    await delay(readyPollMs);
  }
}

function logTail(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-logTailLines);
  return `The end of ${logFile}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
