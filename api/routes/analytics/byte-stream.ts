interface Watching {
  /** Whoever read has left before the end. */
  readonly onLeft: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** Chunks as the body of an answer, asked for as they are read. A failure errors the body, which ends its connection. */
export function byteStream(
  chunks: AsyncGenerator<Uint8Array>,
  { onLeft, onFailure }: Watching,
): ReadableStream<Uint8Array> {
  let isLeft = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await chunks.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          if (!isLeft) onFailure(error);
          throw error;
        }
      },
      cancel() {
        isLeft = true;
        onLeft();
        // Not awaited: it would wait for a chunk that may never come.
        void chunks.return(undefined).catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
