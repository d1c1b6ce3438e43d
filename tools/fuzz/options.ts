import { parseArgs } from 'node:util';
import { type Caller, callers, isCaller } from '../product/sign-in-as.ts';

export const usage = `npm run fuzz -- [options]

Starts the product, takes every operation from /openapi.json and sends it requests that are broken in one place or more.
No answer may be a failure of ours, undocumented, or different for a valid control.

  --requests N    how many (10000)
  --seed N        repeats the same requests (1)
  --only TEXT     operations whose method and path contain the text
  --json FILE     write the summary as JSON too
  --schemathesis  let schemathesis oracle instead (fetched with pip once); then N is about the requests that it makes up
  --as WHO        with --schemathesis: ${callers.join(', ')},
                  or everybody, one after the other (operator)
  --sqlmap        let sqlmap attack paths, queries and bodies instead (fetched with pip once)
`;

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  readonly only: string | undefined;
  readonly json: string | undefined;
  readonly schemathesis: boolean;
  readonly sqlmap: boolean;
  readonly callers: readonly Caller[];
}

/** Throws with one sentence about the first option that is wrong. */
export function readOptions(args: readonly string[]): FuzzOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      requests: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'string' },
      schemathesis: { type: 'boolean', default: false },
      sqlmap: { type: 'boolean', default: false },
      as: { type: 'string', default: 'operator' },
    },
  });
  return {
    requests: wholeNumber('requests', values.requests ?? '10000'),
    seed: wholeNumber('seed', values.seed ?? '1'),
    only: values.only,
    json: values.json,
    schemathesis: values.schemathesis,
    sqlmap: values.sqlmap,
    callers: callersNamed(values.as),
  };
}

function callersNamed(text: string): readonly Caller[] {
  if (text === 'everybody') return callers;
  if (!isCaller(text)) throw new Error(`--as is everybody or one of ${callers.join(', ')}.`);
  return [text];
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} is a whole number.`);
  return value;
}
