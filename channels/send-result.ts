import type { SendResult } from './provider.ts';
import { type VendorAnswer, VendorCallError } from './vendor-call.ts';
import { vendorCode } from './vendor-code.ts';

/** Turns a failed vendor call into a result; the vendor's own file decides about its answers. Bugs are rethrown. */
export function resultOfFailure(error: unknown, ofAnswer: (answer: VendorAnswer) => SendResult): SendResult {
  if (!(error instanceof VendorCallError)) throw error;
  switch (error.failure.kind) {
    case 'not_sent':
      return { kind: 'rejected', class: 'retry', code: error.failure.code, ...unreachable(error.failure.code) };
    case 'no_answer':
      return { kind: 'unknown', cause: error.failure.cause, ...unreachable(error.failure.cause) };
    case 'answered':
      return ofAnswer(error.failure.answer);
  }
}

/** What we broke off ourselves says nothing of the vendor, nor does an answer that only lacks its id. */
export function unreachable(cause: string): { readonly fault?: 'unreachable' } {
  return cause === 'cancelled' ? {} : { fault: 'unreachable' };
}

/** The vendor itself failed: it may or may not have taken the message. */
export function failedAtVendor(cause: string): SendResult {
  return { kind: 'unknown', cause, fault: 'unreachable' };
}

/** A vendor's error code as we keep it; the status where the vendor names none. */
export function errorCode(code: unknown, status: number): string {
  return vendorCode(code) ?? `http_${status}`;
}
