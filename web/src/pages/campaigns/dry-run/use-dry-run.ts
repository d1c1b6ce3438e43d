import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { useStore } from '../../../app/session.ts';
import type { DryRunBody, DryRunReport } from './dry-run-types.ts';
import { readReports } from './read-reports.ts';

/** Somebody types: a run begins when they pause. */
const pauseMs = 600;
/** The run before may still be leaving. */
const retryMs = 2_000;
const retriesMax = 3;

export interface DryRun {
  /** The newest figures; those of the run before until the first of this one. */
  readonly report: DryRunReport | null;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly again: () => void;
}

/** Runs what is given, and again whenever it changes; null: nothing is run. */
export function useDryRun(campaignId: string, body: DryRunBody | null): DryRun {
  const { id: storeId, api } = useStore();
  const [state, setState] = useState<Omit<DryRun, 'again'>>({ report: null, isRunning: false, error: null });
  const [round, setRound] = useState(0);
  const store = useRef({ api });
  store.current = { api };
  // What is asked for is compared by what it says.
  const asked = body && JSON.stringify(body);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another store or round is another run
  useEffect(() => {
    if (asked === null) return;
    const leaving = new AbortController();
    const run = async (): Promise<void> => {
      setState((before) => ({ ...before, isRunning: true, error: null }));
      for (let retry = 0; ; retry++) {
        try {
          const reports = readReports(store.current, campaignId, JSON.parse(asked) as DryRunBody, leaving.signal);
          for await (const report of reports) {
            if (leaving.signal.aborted) return;
            setState({ report, isRunning: !report.done, error: null });
          }
          return;
        } catch (error) {
          if (leaving.signal.aborted) return;
          if (!(error instanceof ApiError && error.status === 429) || retry >= retriesMax) {
            setState((before) => ({ ...before, isRunning: false, error }));
            return;
          }
          await new Promise((resolve) => setTimeout(resolve, retryMs));
          if (leaving.signal.aborted) return;
        }
      }
    };
    const begins = setTimeout(() => void run(), pauseMs);
    return () => {
      clearTimeout(begins);
      leaving.abort();
    };
  }, [campaignId, storeId, asked, round]);
  return { ...state, again: () => setRound((before) => before + 1) };
}
