import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * Ends process `pid` as soon as this process is gone, even if it was killed by force: a waiting shell reads from a
 * pipe that only this process holds open, and the system closes it. Returns the function that calls the guard off.
 */
export function guardProcess(pid: number, signal: 'SIGINT' | 'SIGTERM'): () => void {
  const guard = spawn('sh', ['-c', `read -r _; kill -${signal.slice('SIG'.length)} ${pid}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => {});
  guard.unref();
  // Its pipe alone must not keep us running; Node makes pipes of child processes from sockets.
  (guard.stdin as Socket).unref();
  return () => {
    guard.kill('SIGKILL');
  };
}
