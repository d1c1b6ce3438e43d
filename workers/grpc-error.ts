import { isGrpcServiceError } from '@temporalio/client';

/** https://grpc.io/docs/guides/status-codes/ */
const codes = { alreadyExists: 6, permissionDenied: 7, unimplemented: 12 } as const;

export function hasGrpcCode(error: unknown, code: keyof typeof codes): boolean {
  return isGrpcServiceError(error) && error.code === codes[code];
}

/** Whether a server does not let us do something, or has no such thing: to ask again is in vain. */
export function isRefused(error: unknown): boolean {
  return hasGrpcCode(error, 'permissionDenied') || hasGrpcCode(error, 'unimplemented');
}
