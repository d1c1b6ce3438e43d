import { z } from '@hono/zod-openapi';
import { textSchema } from '../../shared/read-input.ts';

const emailLengthMax = 254;
export const passwordLength = { min: 12, max: 256 } as const;

/** Accounts are found by it, so there is one spelling. */
export const emailSchema = z
  .string()
  .trim()
  .max(emailLengthMax)
  .toLowerCase()
  .pipe(z.email('must be an e-mail address'))
  .openapi({ type: 'string', format: 'email' });

export const nameSchema = textSchema(1, 100);

/** A password that is chosen. Length is what counts (NIST SP 800-63B), so nothing is said of digits and signs. */
export const newPasswordSchema = z
  .string()
  .min(passwordLength.min, `must have at least ${passwordLength.min} characters`)
  .max(passwordLength.max, `must have at most ${passwordLength.max} characters`);

/** A password that is tried: as long as one can be, so that nobody sends a megabyte to be hashed. */
export const triedPasswordSchema = z.string().min(1).max(passwordLength.max);

export const localeSchema = z.enum(['en', 'de']);
