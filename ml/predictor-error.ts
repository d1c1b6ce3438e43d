export type PredictorErrorCode = 'predictor_overloaded' | 'predictor_closed' | 'predictor_failed';

/** Overloaded: retry later or go on without a prediction. Closed: the process is shutting down. Failed: start anew. */
export class PredictorError extends Error {
  readonly code: PredictorErrorCode;

  constructor(code: PredictorErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'PredictorError';
    this.code = code;
  }
}
