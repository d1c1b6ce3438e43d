/** Something that the person at the keyboard can mend: one sentence with the next step. */
export class SetupError extends Error {}

/** One sentence for any failure; only what nobody foresaw comes with its stack trace. */
export function describeFailure(error) {
  if (error instanceof SetupError) return error.message;
  if (error?.code === 'ENOSPC') return 'The disk is full: free about 2 GB and start again.';
  if (error?.code === 'EACCES' || error?.code === 'EROFS')
    return `${error.path} cannot be written to: give this user the right to, or copy the folder to a place of your own.`;
  return `The set-up failed unexpectedly: ${error?.stack ?? error}`;
}
