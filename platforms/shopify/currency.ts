import { z } from 'zod';

/** ISO 4217, as every Shopify body but a cart's has it. */
export const currencySchema = z
  .string()
  .regex(/^[A-Za-z]{3}$/, 'an ISO 4217 code')
  .transform((code) => code.toUpperCase());
