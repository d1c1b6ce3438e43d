import { parseArgs } from 'node:util';
import { type Caller, callers, isCaller } from '../product/sign-in-as.ts';
import { type AskerName, askerNames, isAskerName } from './askers.ts';

export const usage = `npm run fuzz -- [options]

Starts the product, takes every operation from /openapi.json and sends it requests that are broken in one place or more, as everybody
who may ask: the operator, each role, keys of each scope, and nobody. No answer may be a failure of ours, undocumented, different
for a valid control, or show a row of another store.

  --requests N    how many (10000)
  --seed N        repeats the same requests (1)
  --only TEXT     operations whose method and path contain the text
  --as WHO        ${askerNames.join(', ')},
                  or everybody (everybody; operator with another tool, which asks as nobody and as no key)
  --json FILE     write the summary as JSON too

Other tools instead, each fetched with pip once:
  --schemathesis  its checks of the contract; then N is about the requests that it makes up
  --sqlmap        attacks paths, queries and bodies
  --wapiti        attacks what it finds in the document and on the pages
  --minutes N     about how long for each who asks, half of it to look around (5)
`;

const tools = ['schemathesis', 'sqlmap', 'wapiti'] as const;
export type FuzzTool = (typeof tools)[number];

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  readonly only: string | undefined;
  readonly json: string | undefined;
  /** Null: the fuzzer of this folder. */
  readonly tool: FuzzTool | null;
  readonly askers: readonly [AskerName, ...AskerName[]];
  /** Of another tool: who its requests are sent as. */
  readonly callers: readonly Caller[];
  readonly minutes: number;
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
      wapiti: { type: 'boolean', default: false },
      minutes: { type: 'string' },
      as: { type: 'string' },
    },
  });
  const [tool = null, another] = tools.filter((name) => values[name]);
  if (another) throw new Error(`--${tool} and --${another} exclude each other.`);
  return {
    requests: wholeNumber('requests', values.requests ?? '10000'),
    seed: wholeNumber('seed', values.seed ?? '1'),
    only: values.only,
    json: values.json,
    tool,
    askers: tool === null ? askersNamed(values.as ?? 'everybody') : ['operator'],
    callers: tool === null ? [] : callersNamed(values.as ?? 'operator'),
    minutes: wholeNumber('minutes', values.minutes ?? '5'),
  };
}

function askersNamed(text: string): FuzzOptions['askers'] {
  if (text === 'everybody') return [...askerNames];
  if (!isAskerName(text)) throw new Error(`--as is everybody or one of ${askerNames.join(', ')}.`);
  return [text];
}

function callersNamed(text: string): readonly Caller[] {
  if (text === 'everybody') return callers;
  if (!isCaller(text)) throw new Error(`--as is everybody or one of ${callers.join(', ')} for another tool.`);
  return [text];
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} is a whole number.`);
  return value;
}
