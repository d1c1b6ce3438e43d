import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';
import { TrainerKilledError } from './training-error.ts';

const silent = { say: () => undefined, timeoutMs: 20_000 };
const node = (script: string): [string, string[]] => [process.execPath, ['--eval', script]];

test('what a program prints is told line by line', async () => {
  const lines: string[] = [];
  await runProgram(...node('console.log("one"); console.log("two")'), { ...silent, say: (line) => lines.push(line) });
  expect(lines).toEqual(['one', 'two']);
});

test('a program that fails is an error with the last lines of what it complained about', async () => {
  const failing = runProgram(...node('console.error("no data"); process.exit(3)'), silent);
  await expect(failing).rejects.toMatchObject({
    code: 'program_failed',
    message: expect.stringMatching(/exit code 3\n.*no data/s),
  });
});

test('a program that does not exist is an error, not a crash', async () => {
  await expect(runProgram('no-such-program', [], silent)).rejects.toMatchObject({ code: 'program_failed' });
});

test('a program can be stopped', async () => {
  const controller = new AbortController();
  const endless = runProgram(...node('console.log("up"); setInterval(() => {}, 1000)'), {
    ...silent,
    signal: controller.signal,
    say: () => controller.abort(),
  });
  await expect(endless).rejects.toMatchObject({ code: 'program_failed' });
});

test('a program that somebody else killed is told from one that failed, and from one that we stopped', async () => {
  const killed = runProgram(...node('process.kill(process.pid, "SIGKILL")'), silent);
  await expect(killed).rejects.toBeInstanceOf(TrainerKilledError);
  const late = runProgram(...node('setInterval(() => {}, 1000)'), { ...silent, timeoutMs: 1_000 });
  await expect(late).rejects.not.toBeInstanceOf(TrainerKilledError);
});
