import { ApiError, apiErrorOf } from '../../../api/api-error.ts';
import type { CurrentStore } from '../../../app/session.ts';
import type { DryRunBody, DryRunReport } from './dry-run-types.ts';

/** Longer lines are none of ours. */
const lineCharsMax = 5_000_000;

/** What a dry run has counted, as it is told, until its end. Throws `ApiError` for a refusal. */
export async function* readReports(
  { api }: Pick<CurrentStore, 'api'>,
  campaignId: string,
  body: DryRunBody,
  signal: AbortSignal,
): AsyncGenerator<DryRunReport> {
  const answer = await api
    .POST('/v1/campaigns/{id}/dry-run', {
      params: { path: { id: campaignId } },
      ...{ body, signal, parseAs: 'stream', headers: { accept: 'application/x-ndjson' } },
    })
    .catch(() => {
      throw new ApiError(0, {});
    });
  if (!answer.response.ok) throw apiErrorOf(answer.response.status, answer.error);
  if (!answer.data) return;
  const reader = (answer.data as unknown as ReadableStream<BufferSource>)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  for (let text = ''; ; ) {
    const { done, value = '' } = await reader.read();
    const lines = `${text}${value}`.split('\n');
    text = lines.pop() ?? '';
    if (text.length > lineCharsMax) throw new ApiError(0, {});
    for (const line of lines) if (line !== '') yield JSON.parse(line) as DryRunReport;
    if (done) return;
  }
}
