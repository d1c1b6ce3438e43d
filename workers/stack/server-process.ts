import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
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

/** A server that ended by itself; `crashes` counts those of the last minute. */
export interface ServerCrash {
  readonly name: string;
  readonly outcome: 'restarted' | 'gave up';
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
const STOP_SIGNAL = 'SIGINT';
const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 25;
const LOG_TAIL_LINES = 5;
const CRASHES_MAX = 10;
const CRASHES_WINDOW_MS = 60_000;
const RESTART_DELAY_MS = 250;

/**
 * Starts a server and waits until it answers. It runs in a process group of its own, so that Ctrl-C reaches only us
 * and work can be drained first; it is ended when this process dies in whatever way. A server that crashes is started
 * again on the same port and data, and clients reconnect; one that keeps crashing is given up.
 */
export async function startServerProcess(program: ServerProgram): Promise<ServerProcess> {
  let running = await startOnce(program);
  let stopping = false;
  const supervised = supervise();
  return {
    stop: async () => {
      stopping = true;
      await running.stop();
      await supervised;
    },
  };

  async function supervise(): Promise<void> {
    const crashes: number[] = [];
    for (;;) {
      await running.exited;
      if (stopping) return;
      const now = Date.now();
      while (crashes[0] !== undefined && crashes[0] < now - CRASHES_WINDOW_MS) crashes.shift();
      const count = crashes.push(now);
      if (count > CRASHES_MAX) return program.onCrash?.({ name: program.name, outcome: 'gave up', crashes: count });
      await delay(RESTART_DELAY_MS);
      if (stopping) return;
      // A start that fails counts as one more crash: the old server's last processes may still hold its memory.
      running = await startOnce(program).catch(() => ({ exited: Promise.resolve(), stop: async () => {} }));
      program.onCrash?.({ name: program.name, outcome: 'restarted', crashes: count });
    }
  }
}

async function startOnce(program: ServerProgram): Promise<RunningServer> {
  const child = launch(program);
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const pid = child.pid;
  if (pid === undefined) throw new StackError(`${program.name} did not start: ${program.command} cannot be run.`);
  noteProcess(program.pidFile, pid);
  const releaseGuard = guardProcess(pid, STOP_SIGNAL);
  void exited.then(releaseGuard);
  const stop = async (): Promise<void> => {
    await stopProcess(pid, STOP_SIGNAL, () => child.exitCode !== null || child.signalCode !== null);
    rmSync(program.pidFile, { force: true });
  };
  try {
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
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await program.isReady(pid))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new StackError(`${program.name} stopped while starting. ${logTail(program.logFile)}`);
    if (Date.now() > deadline)
      throw new StackError(
        `${program.name} did not get ready within ${READY_TIMEOUT_MS / 1000} s. ${logTail(program.logFile)}`,
      );
    await delay(READY_POLL_MS);
  }
}

function logTail(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-LOG_TAIL_LINES);
  return `The end of ${logFile}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
