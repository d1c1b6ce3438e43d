import cliProgress from 'cli-progress';
import { hourMs, minuteMs } from '../../domain/duration.ts';

/** Shows how far a replay has come. */
export interface ShowProgress {
  /** Said before anything is sent, so that nobody starts what takes days. `sendingMs` null: as fast as possible. */
  planned(plan: { readonly scale: number; readonly sendingMs: number | null; readonly waitMsMax: number }): void;
  sending(spanMs: number): void;
  sent(traceMs: number, events: number): void;
  waiting(idle: number, running: number): void;
  done(): void;
}

const printEveryMs = 10_000;

/** A bar on a terminal, a line now and then in a file. */
export function showProgress(out: NodeJS.WriteStream): ShowProgress {
  return out.isTTY ? bar(out) : lines(out);
}

function planText({ scale, sendingMs, waitMsMax }: Parameters<ShowProgress['planned']>[0]): string {
  const sending = sendingMs === null ? 'sent as fast as possible' : `sent within ${duration(sendingMs)}`;
  return `The store's clock runs ${scale}×: the trace is ${sending}, then recoveries are waited for, ${duration(waitMsMax)} at most.\n`;
}

function duration(ms: number): string {
  return ms < 120_000
    ? `${Math.ceil(ms / 1_000)} s`
    : ms < 2 * hourMs
      ? `${Math.ceil(ms / minuteMs)} min`
      : `${(ms / hourMs).toFixed(1)} h`;
}

function bar(stream: NodeJS.WriteStream): ShowProgress {
  const progress = new cliProgress.SingleBar(
    { stream, format: '{what} {bar} {percentage} %  {note}', hideCursor: true, clearOnComplete: false },
    cliProgress.Presets.shades_classic,
  );
  return {
    planned: (plan) => stream.write(planText(plan)),
    sending: (spanMs) => progress.start(Math.max(1, spanMs), 0, { what: 'Sending', note: '' }),
    sent: (traceMs, events) =>
      progress.update(traceMs, { note: `${events} events, ${(traceMs / hourMs).toFixed(1)} h of trace` }),
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
    planned: (plan) => out.write(planText(plan)),
    sending: (spanMs) => out.write(`Sending ${(spanMs / hourMs).toFixed(1)} h of trace …\n`),
    sent: (traceMs, events) => print(`  ${events} events, ${(traceMs / hourMs).toFixed(1)} h of trace`),
    waiting: (idle, running) =>
      print(`  waiting for ${idle} carts to be idle for long enough and ${running} recoveries to end`),
    done: () => undefined,
  };
}
