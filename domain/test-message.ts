/** What became of a message that somebody sent to themselves. `unknown`: the provider may or may not have taken it. */
export const testMessageStates = ['sending', 'accepted', 'rejected', 'unknown'] as const;
export type TestMessageState = (typeof testMessageStates)[number];
