/** A start that failed for a reason a person can mend: one sentence with the next step, shown without a stack trace. */
export class StackError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StackError';
  }
}
