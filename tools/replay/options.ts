import { parseArgs } from 'node:util';
import { hourMs, minuteMs, secondMs } from '../../domain/duration.ts';
import { withoutTrailingSlashes } from '../../runtime/trailing-slashes.ts';
import { type TransportName, transportNames } from './doors/transport.ts';

/** Faster than this no store's clock runs. */
export const scaleMax = 100_000;

export const usage = `npm run replay -- <files…> [options]

Sends recorded clickstreams through the public API and compares every cart with an independent fold.

  --format NAME         rees46, retailrocket, taobao or ndjson; recognised by the first line unless given
  --scale N             how many times faster than recorded; unless given, trace and campaign take about 3 minutes,
                        or with --url as long as the clock of that store has it. A given one is set at the store for the
                        time of the replay (scope store:admin) and set back in the end
  --asap                send as fast as possible, all events dated before now (throughput and carts; starts no recoveries)
  --door NAME           batch (unless given), websocket, shopify (signed webhooks of a Shopify shop) or segment (its calls);
                        the last two need a key with the scope store:admin too
  --resend SHARE        send this share of the events a second time, e.g. 0.1
  --shuffle-within T    let events overtake each other within T of recorded time, e.g. 60s
  --seed N              for shuffle and resend (1)
  --run NAME            prefix of all ids (replay); with the same name and store, a second replay changes nothing
  --url URL --key KEY   use a running server and the key of one of its stores (scopes events:write, carts:read)
                        unless given, an embedded stack is started in a temporary folder and removed afterwards
  --wait-max T          longest wait for recoveries after the last event; unless given, twice what a campaign of three days
                        takes on the store's clock, and at least 10m
  --json FILE           write the report as JSON too
`;

export interface ReplayOptions {
  readonly files: readonly string[];
  readonly format: string | undefined;
  readonly scale: number | undefined;
  readonly asap: boolean;
  readonly door: TransportName;
  readonly resendShare: number;
  readonly shuffleWithinMs: number;
  readonly seed: number;
  readonly run: string;
  /** Null: start an embedded stack. */
  readonly target: { readonly url: string; readonly key: string } | null;
  /** Undefined: by the store's clock. */
  readonly waitMsMax: number | undefined;
  readonly json: string | undefined;
}

/** Throws with one sentence about the first option that is wrong. */
export function readOptions(args: readonly string[]): ReplayOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      scale: { type: 'string' },
      asap: { type: 'boolean' },
      door: { type: 'string' },
      resend: { type: 'string' },
      'shuffle-within': { type: 'string' },
      seed: { type: 'string' },
      run: { type: 'string' },
      url: { type: 'string' },
      key: { type: 'string' },
      'wait-max': { type: 'string' },
      json: { type: 'string' },
    },
  });
  if (positionals.length === 0) throw new Error('Name at least one file.');
  if ((values.url === undefined) !== (values.key === undefined)) throw new Error('--url and --key belong together.');
  const run = values.run ?? 'replay';
  if (!/^[a-z0-9-]{1,24}$/.test(run)) throw new Error('--run is up to 24 lower-case letters, digits and dashes.');
  return {
    files: positionals,
    format: values.format,
    scale: values.scale === undefined ? undefined : numberOf('scale', values.scale, 1, scaleMax),
    asap: values.asap ?? false,
    door: transportOf(values.door ?? 'batch'),
    resendShare: numberOf('resend', values.resend ?? '0', 0, 1),
    shuffleWithinMs: durationMsOf('shuffle-within', values['shuffle-within'] ?? '0s'),
    seed: numberOf('seed', values.seed ?? '1', 0, 2 ** 32 - 1),
    run,
    target:
      values.url !== undefined && values.key !== undefined
        ? { url: withoutTrailingSlashes(values.url), key: values.key }
        : null,
    waitMsMax: values['wait-max'] === undefined ? undefined : durationMsOf('wait-max', values['wait-max']),
    json: values.json,
  };
}

function transportOf(name: string): TransportName {
  const door = transportNames.find((known) => known === name);
  if (!door) throw new Error(`--door is one of ${transportNames.join(', ')}.`);
  return door;
}

function numberOf(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max))
    throw new Error(`--${name} is a number from ${min} to ${max}.`);
  return value;
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: secondMs, m: minuteMs, h: hourMs };

function durationMsOf(name: string, text: string): number {
  const [, amount, unit] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  if (!amount || !unit) throw new Error(`--${name} is a duration such as 500ms, 60s, 10m or 2h.`);
  return Number(amount) * (unitMs[unit] ?? 1);
}
