import { errorResponses } from './error-schema.ts';

/** What every route with a key may answer. */
export const readErrors = errorResponses(
  'bad_request',
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'internal',
  'unavailable',
);

/** And every route with a body. */
export const writeErrors = {
  ...readErrors,
  ...errorResponses('payload_too_large', 'unsupported_media_type', 'invalid'),
};

export const notFound = errorResponses('not_found');
export const conflict = errorResponses('conflict');
export const gone = errorResponses('gone');
/** Of an operation with `If-Match`. */
export const versionConflict = errorResponses('version_conflict');

/** What a command on one thing may answer: the thing may be unknown, or in no state for it. */
export const commandErrors = { ...readErrors, ...notFound, ...conflict };
