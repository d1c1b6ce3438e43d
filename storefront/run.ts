/**
 * The one guard: whatever `work` throws, now or later, ends here. `async` makes even the rejection ours, by the
 * language itself and not by a `Promise` that a page may have replaced.
 */
export async function run(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch {
    // The page must never see an error of this script.
  }
}

/** Listens as long as the page lives; the handler is guarded. */
export function listen(target: EventTarget, type: string, handler: (event: Event) => unknown): void {
  void run(() =>
    target.addEventListener(
      type,
      (event) => {
        void run(() => handler(event));
      },
      true,
    ),
  );
}

export function later(work: () => unknown, delayMs: number): void {
  void run(() =>
    setTimeout(() => {
      void run(work);
    }, delayMs),
  );
}
