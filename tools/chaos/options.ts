import { parseArgs } from 'node:util';
import { type FaultKind, faultKinds, type LogKind, logKinds } from './fault.ts';

export const usage = `npm run chaos -- [options]

Kills the running product with SIGKILL again and again while shoppers come and go, and checks what must be true then.

  --rounds N      kills of the process (20)
  --seed N        repeats the same shoppers and faults (1); moments still depend on the machine
  --log LOG       streams or kafka: which event log the product has (streams); kafka starts a broker, which needs Java
  --only KIND     process, everything, postgres, valkey, temporal or kafka, instead of a mixture
  --sends N       instead of shoppers: N messages through providers that fail in every way, by processes that are killed
  --restore       instead of shoppers: a loss of everything, and what a backup brings back of it
  --json FILE     write the summary as JSON too
  --keep          keep the data folder for a look afterwards
`;

export interface ChaosOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly log: LogKind;
  readonly only: FaultKind | undefined;
  /** Messages to send; undefined: shoppers come and go instead. */
  readonly sends: number | undefined;
  readonly restore: boolean;
  readonly json: string | undefined;
  readonly keep: boolean;
}

/** Throws with one sentence about the first option that is wrong. */
export function readOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string' },
      seed: { type: 'string' },
      log: { type: 'string' },
      only: { type: 'string' },
      sends: { type: 'string' },
      restore: { type: 'boolean' },
      json: { type: 'string' },
      keep: { type: 'boolean' },
    },
  });
  const only = faultKinds.find((kind) => kind === values.only);
  if (values.only !== undefined && !only) throw new Error(`--only is one of ${faultKinds.join(', ')}.`);
  const log = logKinds.find((kind) => kind === (values.log ?? 'streams'));
  if (!log) throw new Error(`--log is one of ${logKinds.join(', ')}.`);
  if (only === 'kafka' && log !== 'kafka') throw new Error('--only kafka needs --log kafka.');
  return {
    rounds: wholeNumber('rounds', values.rounds ?? '20', 0, 10_000),
    seed: wholeNumber('seed', values.seed ?? '1', 0, 2 ** 32 - 1),
    log,
    only,
    sends: values.sends === undefined ? undefined : wholeNumber('sends', values.sends, 1, 1_000_000),
    restore: values.restore ?? false,
    json: values.json,
    keep: values.keep ?? false,
  };
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < min || value > max)
    throw new Error(`--${name} is a whole number from ${min} to ${max}.`);
  return value;
}
