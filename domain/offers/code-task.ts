import type { CodeState } from './code-state.ts';

/** How a code stands when a worker looks at it. */
export interface CodeStanding {
  readonly state: CodeState;
  /** Its last day is over. */
  readonly isOver: boolean;
  readonly recovery: 'open' | 'purchased' | 'ended';
  /** Whether the shop can be asked about it. */
  readonly source: 'shop' | 'imported' | 'no_access';
}

export type CodeTask =
  /** Later: it is in use. */
  | { readonly kind: 'nothing' }
  /** An imported code that nobody was told of. */
  | { readonly kind: 'give_back' }
  | { readonly kind: 'expire' }
  /** Whether it was used; with `takeBack`, it is taken back where it was not. */
  | { readonly kind: 'ask_shop'; readonly takeBack: boolean };

/**
 * What is to be done with a code. One that went out stays good after a recovery that ended without a purchase: somebody was
 * promised it. With a purchase, and where it never went out, it is taken back.
 */
export function taskOf({ state, isOver, recovery, source }: CodeStanding): CodeTask {
  if (state !== 'minting' && state !== 'minted' && state !== 'sent') return { kind: 'nothing' };
  const unneeded = recovery === 'purchased' || (recovery === 'ended' && state !== 'sent');
  switch (source) {
    case 'imported':
      if (state !== 'sent' && (unneeded || isOver)) return { kind: 'give_back' };
      return isOver ? { kind: 'expire' } : { kind: 'nothing' };
    case 'no_access':
      return isOver ? { kind: 'expire' } : { kind: 'nothing' };
    case 'shop':
      // A code that the shop never said it made, of a message that went out without it.
      if (state === 'minting') return { kind: 'ask_shop', takeBack: true };
      return isOver || unneeded ? { kind: 'ask_shop', takeBack: unneeded } : { kind: 'nothing' };
  }
}
