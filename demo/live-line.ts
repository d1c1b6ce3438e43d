import type { Channel } from '../domain/channel.ts';

/** What the live line shows; counts of one store. */
export interface LiveCounts {
  readonly events: number;
  readonly openCarts: number;
  readonly abandonedCarts: number;
  readonly activeRecoveries: number;
  readonly messages: Readonly<Record<Channel, number>>;
  readonly purchases: number;
  /** By reason code. */
  readonly notSent: Readonly<Record<string, number>>;
}

export interface LiveLineOptions {
  readonly readCounts: () => Promise<LiveCounts>;
  readonly out: Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;
  /** Pause between two looks; 1 s on a terminal and 10 s in a file unless said otherwise. */
  readonly intervalMs?: number;
}

const redrawMs = 1_000;
const printMs = 10_000;
const clearLine = '\r\u001b[2K';

/** Shows one line of counts for as long as it runs: redrawn in place on a terminal, printed now and then otherwise. */
export function startLiveLine({ readCounts, out, intervalMs = out.isTTY ? redrawMs : printMs }: LiveLineOptions): {
  stop(): void;
} {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let last = '';

  const look = async (): Promise<void> => {
    const line = await readCounts().then(lineOf, () => 'counts cannot be read at the moment');
    if (stopped) return;
    if (out.isTTY) out.write(`${clearLine}${line.slice(0, (out.columns || 120) - 1)}`);
    else if (line !== last) out.write(`${line}\n`);
    last = line;
    timer = setTimeout(() => void look(), intervalMs).unref();
  };
  void look();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      if (out.isTTY) out.write('\n');
    },
  };
}

export function lineOf(counts: LiveCounts): string {
  const { email, sms, push } = counts.messages;
  const [reason, times] = Object.entries(counts.notSent).sort((a, b) => b[1] - a[1])[0] ?? [];
  return [
    `events ${counts.events}`,
    `carts open ${counts.openCarts} · abandoned ${counts.abandonedCarts}`,
    `recoveries ${counts.activeRecoveries}`,
    `sent ✉ ${email} · sms ${sms} · push ${push}`,
    `bought ${counts.purchases}`,
    ...(reason ? [`not sent: ${reason} ${times}`] : []),
  ].join('  |  ');
}
