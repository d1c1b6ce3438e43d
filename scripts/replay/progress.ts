import cliProgress from 'cli-progress';

/** Shows how far a replay has come. */
export interface ShowProgress {
  sending(spanMs: number): void;
  sent(storyMs: number, events: number): void;
  waiting(idle: number, running: number): void;
  done(): void;
}

const hourMs = 3_600_000;
const printEveryMs = 10_000;

/** A bar on a terminal, a line now and then in a file. */
export function showProgress(out: NodeJS.WriteStream): ShowProgress {
  return out.isTTY ? bar(out) : lines(out);
}

function bar(stream: NodeJS.WriteStream): ShowProgress {
  const progress = new cliProgress.SingleBar(
    { stream, format: '{what} {bar} {percentage} %  {note}', hideCursor: true, clearOnComplete: false },
    cliProgress.Presets.shades_classic,
  );
  return {
    sending: (spanMs) => progress.start(Math.max(1, spanMs), 0, { what: 'Sending', note: '' }),
    sent: (storyMs, events) =>
      progress.update(storyMs, { note: `${events} events, ${(storyMs / hourMs).toFixed(1)} h of story` }),
    waiting(idle, running) {
      progress.update(progress.getTotal(), {
        what: 'Waiting',
        note: `${idle} carts not yet idle for long enough, ${running} recoveries running`,
      });
    },
    done: () => progress.stop(),
  };
}

function lines(out: NodeJS.WriteStream): ShowProgress {
  let printedAt = Number.NEGATIVE_INFINITY;
  const print = (line: string): void => {
    if (performance.now() - printedAt < printEveryMs) return;
    printedAt = performance.now();
    out.write(`${line}\n`);
  };
  return {
    sending: (spanMs) => out.write(`Sending ${(spanMs / hourMs).toFixed(1)} h of story …\n`),
    sent: (storyMs, events) => print(`  ${events} events, ${(storyMs / hourMs).toFixed(1)} h of story`),
    waiting: (idle, running) =>
      print(`  waiting for ${idle} carts to be idle for long enough and ${running} recoveries to end`),
    done: () => undefined,
  };
}
