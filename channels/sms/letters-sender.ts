import { z } from 'zod';
import type { SmsSender } from '../../domain/phone/way-out.ts';
import type { SettingKind } from '../../runtime/setting-kinds.ts';

/** The number that takes a STOP in France, as a setting of a provider. */
export function optionalStopNumber(): SettingKind<z.ZodOptional<z.ZodString>> {
  return {
    schema: z
      .string()
      .regex(/^3\d{4}$/)
      .optional(),
    expects: 'five digits that begin with 3, such as 36111',
    fallback: undefined,
  };
}

/** Whether a sender is letters; a messaging service (`MG…`) chooses among numbers. */
function isLetters(sender: string): boolean {
  return /[A-Za-z]/.test(sender) && !sender.startsWith('MG');
}

/** Undefined: whoever gets an SMS of this sender can answer it. */
export function lettersSender(sender: string | undefined, stopNumberFr: string | undefined): SmsSender | undefined {
  if (sender === undefined || !isLetters(sender)) return undefined;
  return { takesAnswers: false, stopNumbers: stopNumberFr === undefined ? {} : { FR: stopNumberFr } };
}
