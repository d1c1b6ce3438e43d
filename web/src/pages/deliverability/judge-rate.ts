import type { paths } from '../../api/client.ts';

export type RateLimit =
  paths['/v1/deliverability']['get']['responses'][200]['content']['application/json']['emailLimits'][number];

export type Judgement = 'good' | 'warn' | 'bad' | 'unknown' | 'unreported';

/**
 * How a rate stands beside what mailbox providers ask; `unknown` while a single message would decide, `unreported` where no
 * provider tells what became of its messages: nobody complained then as far as anybody knows.
 */
export function judgeRate(
  { count, all, reported }: { readonly count: number; readonly all: number; readonly reported: number },
  { warn, bad, messagesMin }: Pick<RateLimit, 'warn' | 'bad' | 'messagesMin'>,
): Judgement {
  if (all > 0 && reported === 0) return 'unreported';
  if (all < messagesMin) return 'unknown';
  if (count >= bad * all) return 'bad';
  return count >= warn * all ? 'warn' : 'good';
}
