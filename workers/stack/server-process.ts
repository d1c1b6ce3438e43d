import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { guardProcess } from './guard-process.ts';
import { processCommand } from './process-command.ts';
import { StackError } from './stack-error.ts';

/** One server program that this process starts, watches and stops. */
export interface ServerProgram {
  /** Shown to people: 'PostgreSQL'. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The user to run as; only root may give one. */
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly logFile: string;
  readonly pidFile: string;
  /** A text that only this server's command line contains: the folder of its data. Tells our own from a stranger. */
  readonly marker: string;
  /** Asks for an orderly end that loses nothing. */
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  isReady(pid: number): Promise<boolean>;
}

export interface ServerProcess {
  readonly pid: number;
  /** Ends the server in good order, by force after a time limit. */
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 25;
const STOP_TIMEOUT_MS = 15_000;
const LOG_TAIL_LINES = 5;

/**
 * Starts a server and waits until it answers. It runs in a process group of its own, so that Ctrl-C reaches only us
 * and work can be drained first; it is ended when this process dies in whatever way.
 */
export async function startServerProcess(program: ServerProgram): Promise<ServerProcess> {
  await stopLeftover(program);
  const child = launch(program);
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const pid = child.pid;
  if (pid === undefined) throw new StackError(`${program.name} did not start: ${program.command} cannot be run.`);
  writeFileSync(program.pidFile, String(pid));
  const releaseGuard = guardProcess(pid, program.stopSignal);
  const stop = async (): Promise<void> => {
    await stopProcess(pid, program.stopSignal, () => child.exitCode !== null || child.signalCode !== null);
    await exited;
    releaseGuard();
    rmSync(program.pidFile, { force: true });
  };
  try {
    await waitUntilReady(program, child, pid);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid, stop };
}

/** Ends a server that an earlier, killed process of ours has left; a stranger with the same number is left alone. */
export async function stopLeftover({ pidFile, marker, stopSignal }: Pick<ServerProgram, 'pidFile' | 'marker' | 'stopSignal'>): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  const isOurs = (): boolean => processCommand(pid)?.includes(marker) ?? false;
  if (pid > 1 && isOurs()) await stopProcess(pid, stopSignal, () => !isOurs());
  rmSync(pidFile, { force: true });
}

function launch({ command, args, env, user, logFile }: ServerProgram): ChildProcess {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.old`);
  const log = openSync(logFile, 'a');
  try {
    const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], ...user, env: { ...process.env, ...env } });
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
    if (child.exitCode !== null || child.signalCode !== null) throw new StackError(`${program.name} stopped while starting. ${logTail(program.logFile)}`);
    if (Date.now() > deadline) throw new StackError(`${program.name} did not get ready within ${READY_TIMEOUT_MS / 1000} s. ${logTail(program.logFile)}`);
    await delay(READY_POLL_MS);
  }
}

async function stopProcess(pid: number, signal: NodeJS.Signals, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  trySignal(pid, signal);
  while (!hasEnded()) {
    if (Date.now() > deadline) trySignal(pid, 'SIGKILL');
    await delay(READY_POLL_MS);
  }
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in between, which is what was wanted.
  }
}

function logTail(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-LOG_TAIL_LINES);
  return `The end of ${logFile}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
