import { isDeepJson } from './json-depth.ts';

/** The value of JSON text from outside; undefined: it is no JSON, or deeper than may be walked. */
export function parseJson(text: string): unknown {
  if (isDeepJson(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
