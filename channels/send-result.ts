import type { SendResult } from './provider.ts';
import { type VendorAnswer, VendorCallError } from './vendor-call.ts';

/** Turns a failed vendor call into a result; the vendor's own file decides about its answers. Bugs are rethrown. */
export function resultOfFailure(error: unknown, ofAnswer: (answer: VendorAnswer) => SendResult): SendResult {
  if (!(error instanceof VendorCallError)) throw error;
  switch (error.failure.kind) {
    case 'not_sent':
      return { kind: 'rejected', class: 'retry', code: error.failure.code };
    case 'no_answer':
      return { kind: 'unknown', cause: error.failure.cause };
    case 'answered':
      return ofAnswer(error.failure.answer);
  }
}

/**
 * A vendor's error code as we keep it: codes only, since a vendor's sentence may repeat the address.
 * Anything that does not look like a code becomes the status.
 */
export function errorCode(vendorCode: unknown, status: number): string {
  const code = String(vendorCode ?? '');
  return /^[A-Za-z0-9_.-]{1,64}$/.test(code) ? code.toLowerCase() : `http_${status}`;
}
