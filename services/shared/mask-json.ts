import { isIP } from 'node:net';
import { isRecord, type JsonValue } from '../../repair/json-value.ts';

/** Names whose values say who somebody is or open something, whatever they look like. */
const personalName =
  /mail|phone|mobile|^tel|name|address|addr|street|city|town|zip|post_?code|postal|birth|company|customer_?id|user_?id|external_?id|agent|note|message|comment|latitude|longitude|password|secret|signature|token|key$|url|link|href/i;
/** Names whose values are words of a list that somebody wrote down beforehand. */
const codeName =
  /^(type|event|topic|status|state|kind|source|channel|action|purpose|method|currency|locale|country|(product|variant|cart|order|event)_?id)$/i;
const code = /^[A-Za-z][A-Za-z0-9_./ -]{0,63}$/;
const moment = /^\d{4}-\d{2}-\d{2}([T ][\d:.]{5,15}(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Seven digits and more could be somebody's telephone. */
const shortNumber = /^-?\d{1,6}([.,]\d{1,6})?$/;
const reference = /^(?=.*[A-Za-z_])(?=.*\d)[\w:.-]{2,128}$/;
const plainName = /^[\w.$: -]{1,64}$/;
const numberMax = 9_999_999;
const shapeLengthMax = 40;

/**
 * A document of a shop without what says who somebody is: amounts, moments, codes and references stay as they are, and
 * every other value becomes its shape (`ada@shop.example` is `xxx@xxxx.xxxxxxx`), so that one sees how it was written.
 * What is not known to be harmless is masked: a shop may send anything under any name.
 */
export function maskJson(value: JsonValue, name = ''): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => maskJson(item, name));
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([inner, item]) => [maskedName(inner), maskJson(item, inner)]));
  switch (typeof value) {
    case 'string':
      return isHarmless(value, name) ? value : shapeOf(value);
    case 'number':
      return isNumberHarmless(value, name) ? value : shapeOf(String(value));
    default:
      return value;
  }
}

/** The same of a document as text; null: it is none, so nothing of it can be shown. */
export function maskJsonText(text: string): string | null {
  try {
    return JSON.stringify(maskJson(JSON.parse(text) as JsonValue));
  } catch {
    return null;
  }
}

/** The same of a path of JSON Patch: its parts are names. */
export function maskPointer(path: string): string {
  return path.split('/').map(maskedName).join('/');
}

function isHarmless(text: string, name: string): boolean {
  if (text === '' || moment.test(text)) return true;
  if (personalName.test(name)) return false;
  if (shortNumber.test(text)) return true;
  if (codeName.test(name) && code.test(text)) return true;
  return reference.test(text) && isIP(text) === 0;
}

function isNumberHarmless(value: number, name: string): boolean {
  if (personalName.test(name)) return false;
  // A moment as a number has ten or thirteen digits, and its name says so.
  return Math.abs(value) <= numberMax || /at$|time|date|stamp/i.test(name);
}

function maskedName(name: string): string {
  return name === '' || (plainName.test(name) && !/\d{7}/.test(name)) ? name : shapeOf(name);
}

function shapeOf(text: string): string {
  const shape = text.slice(0, shapeLengthMax).replace(/\p{L}/gu, 'x').replace(/\p{N}/gu, '0');
  return text.length > shapeLengthMax ? `${shape}…` : shape;
}
