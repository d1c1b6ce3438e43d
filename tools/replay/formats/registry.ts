import type { ClickFormat } from '../click.ts';
import { ndjson } from './ndjson.ts';
import { rees46 } from './rees46.ts';
import { retailrocket } from './retailrocket.ts';
import { taobao } from './taobao.ts';

/** Every format that a replay can read: adding one is a file and a line here. */
export const clickFormats: readonly ClickFormat[] = [rees46, retailrocket, taobao, ndjson];

/** Throws with the names that exist. */
export function formatNamed(name: string): ClickFormat {
  const format = clickFormats.find((candidate) => candidate.name === name);
  if (!format)
    throw new Error(`There is no format ${name}; known are ${clickFormats.map((known) => known.name).join(', ')}.`);
  return format;
}

/** Goes by the columns of the first line; null when nobody knows them. */
export function recogniseFormat(columns: ReadonlySet<string>): ClickFormat | null {
  return clickFormats.find((format) => format.recognises(columns)) ?? null;
}
