import { isReasonCode, reasonCodes } from '../../domain/reason-code.ts';

/** The sentence of a stored reason code; null for none, the code itself for one of a later version. */
export function reasonText(code: string | null): string | null {
  if (code === null) return null;
  return isReasonCode(code) ? reasonCodes[code] : code;
}
