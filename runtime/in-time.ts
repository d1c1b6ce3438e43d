/**
 * Resolves as `answer` does, or rejects after `ms`: for a server that may hang without saying so. When this process was
 * busy for as long itself, an answer that lies there already still counts.
 */
export async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  answer.catch(() => undefined);
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  // What has arrived is read between a timer and an immediate.
  const timer = setTimeout(() => setImmediate(() => reject(new Error(`no answer within ${ms} ms`))), ms);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
