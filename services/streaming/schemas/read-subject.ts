import { z } from '@hono/zod-openapi';
import { RegistryError, registryCodes } from './registry-error.ts';

const subjectLengthMax = 255;
const hasControls = /[\u0000-\u001f\u007f]/;

/** A subject, or the beginning of one; empty stands for all. */
const subjectInput = z
  .string()
  .max(subjectLengthMax)
  .refine((text) => !hasControls.test(text));

/** Checks the name of a subject; throws `RegistryError`, in whose words clients of the protocol understand a refusal. */
export function readSubject(given: unknown): string {
  const { data } = subjectInput.safeParse(given);
  if (data !== undefined) return data;
  throw invalidSubject();
}

export function invalidSubject(): RegistryError {
  return new RegistryError(registryCodes.invalidSubject, 'The subject is empty, too long or has control characters.');
}
