import type { z } from 'zod';
import { describeIssue } from '../../services/shared/describe-issue.ts';
import { ServiceError } from '../../services/shared/service-error.ts';

/** What the schema of a route did not accept: the first problem, with where it is and what would be right. */
export function invalidInput(target: string, error: z.core.$ZodError): ServiceError {
  const { path, message } = describeIssue(error.issues[0]);
  return new ServiceError(target === 'json' ? 'invalid' : 'bad_request', message, { path });
}
