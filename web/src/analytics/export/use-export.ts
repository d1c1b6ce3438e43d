import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from '../../app/session.ts';
import { BrokenDownload, type Downloaded, download, type Progress, save } from './download.ts';
import type { ExportFormat, ExportRequest } from './export-request.ts';

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  /** `error` is a refusal; null: it broke off. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly format: ExportFormat };

/** A page is drawn anew this often at most while rows come. */
const progressEveryMs = 200;

/** One export at a time: begins it, tells how far it is, ends it when the page is left, and saves the file when it is whole. */
export function useExport(request: ExportRequest, onSaved: (file: Downloaded) => void) {
  const { api } = useStore();
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const begin = async (format: ExportFormat): Promise<void> => {
    running.current?.abort();
    const leaving = new AbortController();
    running.current = leaving;
    setState({ kind: 'running', progress: null });
    let shownAt = 0;
    const onProgress = (progress: Progress): void => {
      if (leaving.signal.aborted || performance.now() - shownAt < progressEveryMs) return;
      shownAt = performance.now();
      setState({ kind: 'running', progress });
    };
    try {
      const file = await download(api, { ...request, ...format }, { signal: leaving.signal, onProgress });
      if (leaving.signal.aborted) return;
      save(file);
      setState({ kind: 'idle' });
      onSaved(file);
    } catch (error) {
      if (leaving.signal.aborted) return;
      setState({ kind: 'failed', error: error instanceof BrokenDownload ? null : error, format });
    }
  };
  const cancel = useCallback(() => {
    running.current?.abort();
    setState({ kind: 'idle' });
  }, []);
  return { state, begin, cancel };
}
