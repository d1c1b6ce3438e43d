import type { paths } from '../../api/client.ts';

export type ExportBody = paths['/v1/analytics/export']['post']['requestBody']['content']['application/json'];

type WithoutFormat<Body> = Body extends unknown ? Omit<Body, 'format' | 'csv'> : never;

/** What is exported, without the format: numbers of a question, or the rows behind a cell of its answer. */
export type ExportRequest = WithoutFormat<ExportBody>;

export type ExportFormat = Pick<ExportBody, 'format' | 'csv'>;
