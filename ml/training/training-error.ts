export type TrainingErrorCode = 'python_missing' | 'python_packages_failed' | 'program_failed';

/** Training could not be run, or a model did not pass its gates; the message says what to do or what was printed last. */
export class TrainingError extends Error {
  readonly code: TrainingErrorCode;

  constructor(code: TrainingErrorCode, message: string) {
    super(message);
    this.name = 'TrainingError';
    this.code = code;
  }
}

/** A trainer that somebody else ended: the system for want of memory, or a hand. It says nothing of the carts, so it may be tried again. */
export class TrainerKilledError extends TrainingError {
  constructor(message: string) {
    super('program_failed', message);
    this.name = 'TrainerKilledError';
  }
}
