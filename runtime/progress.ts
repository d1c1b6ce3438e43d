/** Tells a person what is going on during a start: one line per step, with a tick and its seconds at the end. */
export interface Progress {
  /** Begins a step; call the result when it is done, with a word of detail if there is one. */
  step(name: string): (detail?: string) => void;
}

/** Where the lines go; `process.stderr` fits, so that the log on standard output stays clean. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const frameMs = 100;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Shows running steps behind a spinner on a terminal; elsewhere only finished ones, as plain lines. */
export function createProgress(stream: ProgressStream): Progress {
  const running = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let frame = 0;

  const draw = (): void => {
    if (!stream.isTTY) return;
    const waiting = [...running].map(([name, since]) => `${name} ${seconds(since)}`).join(' · ');
    stream.write(`\r\x1b[K${running.size > 0 ? `${frames[frame++ % frames.length]} ${waiting}` : ''}`);
  };
  return {
    step(name) {
      const since = performance.now();
      running.set(name, since);
      timer ??= stream.isTTY ? setInterval(draw, frameMs).unref() : undefined;
      return (detail) => {
        running.delete(name);
        stream.write(`${stream.isTTY ? '\r\x1b[K' : ''}✓ ${name}${detail ? ` ${detail}` : ''} (${seconds(since)})\n`);
        if (running.size === 0) {
          clearInterval(timer);
          timer = undefined;
        } else draw();
      };
    },
  };
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
