import { Resolver } from 'node:dns/promises';
import { secondMs } from '../../../domain/duration.ts';

/** Texts that stand under a name; an answer that did not come is none of them. */
export type TextAnswer = { readonly kind: 'answered'; readonly texts: readonly string[] } | { readonly kind: 'failed' };

export interface Dns {
  texts(name: string): Promise<TextAnswer>;
}

/** How long one try of a question waits. */
const questionLimits = { timeoutMs: secondMs, tries: 2 } as const;
/** More under one name are no record of a sender. */
const textsMax = 50;
const textLengthMax = 4_096;

/** Asks the servers that are given, `address` or `address:port`; without any, those of the machine. */
export function openDns(servers: readonly string[] = []): Dns {
  const resolver = new Resolver({ timeout: questionLimits.timeoutMs, tries: questionLimits.tries });
  if (servers.length > 0) resolver.setServers(servers);
  return {
    async texts(name) {
      try {
        const found = await resolver.resolveTxt(name);
        // A text longer than 255 octets comes in pieces that are one.
        const texts = found.slice(0, textsMax).map((pieces) => pieces.join('').slice(0, textLengthMax));
        return { kind: 'answered', texts };
      } catch (error) {
        return isAbsent(error) ? { kind: 'answered', texts: [] } : { kind: 'failed' };
      }
    },
  };
}

/** There is no such name, or nothing of this kind under it; everything else says nothing of it. */
function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTFOUND' || error.code === 'ENODATA');
}
