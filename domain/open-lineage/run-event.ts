/**
 * Runs of this engine as OpenLineage says them (openlineage.io, specification 2-0-2): what a job read and what it wrote, at its
 * start and at its end. Names of data sets and counts of rows, nothing of a person.
 */
export interface LineageRun {
  /** A UUID: events of one run are brought together by it. */
  readonly runId: string;
  readonly job: {
    readonly namespace: string;
    readonly name: string;
    readonly type: 'TRAINING' | 'ROLLOUT' | 'DECISIONS';
  };
  readonly inputs: readonly LineageDataset[];
  readonly outputs: readonly LineageDataset[];
  /** Epoch milliseconds; null: it did not begin. */
  readonly startedAtMs: number | null;
  /** Null: it goes on. */
  readonly end: LineageRunEnd | null;
}

export interface LineageRunEnd {
  readonly atMs: number;
  readonly state: 'COMPLETE' | 'FAIL' | 'ABORT';
  /** A code of this engine; null: nothing to say. */
  readonly reason: string | null;
}

export interface LineageDataset {
  readonly namespace: string;
  readonly name: string;
  /** What tells two states of it apart: a hash, or the name of a version; null: not known. */
  readonly version: string | null;
  /** Rows that were read or written; null: not counted. */
  readonly rows: number | null;
  readonly fields?: readonly { readonly name: string; readonly type: string; readonly description: string }[];
}

interface Facet {
  readonly _producer: string;
  readonly _schemaURL: string;
  readonly [more: string]: unknown;
}
type Facets = Readonly<Record<string, Facet>>;

/** `#/$defs/RunEvent` of the specification. */
export interface RunEvent {
  readonly eventType: 'START' | LineageRunEnd['state'];
  /** ISO 8601 in UTC. */
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: { readonly runId: string; readonly facets: Facets };
  readonly job: { readonly namespace: string; readonly name: string; readonly facets: Facets };
  readonly inputs: readonly { readonly namespace: string; readonly name: string; readonly facets: Facets }[];
  readonly outputs: readonly { readonly namespace: string; readonly name: string; readonly facets: Facets }[];
}

export const lineageProducer = 'urn:cart-recovery:engine';
const specification = 'https://openlineage.io/spec';
const eventSchema = `${specification}/2-0-2/OpenLineage.json#/$defs/RunEvent`;

/** Versions of the facets, as the specification's own client has them. */
const facetSchemas = {
  jobType: '2-0-4/JobTypeJobFacet',
  errorMessage: '1-0-1/ErrorMessageRunFacet',
  schema: '1-2-0/SchemaDatasetFacet',
  version: '1-0-1/DatasetVersionDatasetFacet',
  inputStatistics: '1-0-0/InputStatisticsInputDatasetFacet',
  outputStatistics: '1-0-2/OutputStatisticsOutputDatasetFacet',
} as const;

/** What is told of a run: that it began, and how it ended. */
export function runEvents(run: LineageRun): readonly RunEvent[] {
  const { startedAtMs, end } = run;
  return [
    ...(startedAtMs === null ? [] : [eventOf(run, 'START', startedAtMs, {})]),
    ...(end === null ? [] : [eventOf(run, end.state, end.atMs, endFacets(end))]),
  ];
}

function eventOf(run: LineageRun, eventType: RunEvent['eventType'], atMs: number, facets: Facets): RunEvent {
  const { namespace, name, type } = run.job;
  return {
    ...{ eventType, eventTime: new Date(atMs).toISOString(), producer: lineageProducer, schemaURL: eventSchema },
    run: { runId: run.runId, facets },
    job: {
      ...{ namespace, name },
      facets: facet('jobType', { processingType: 'BATCH', integration: 'CART_RECOVERY', jobType: type }),
    },
    inputs: run.inputs.map((dataset) => ({
      ...datasetOf(dataset),
      ...(dataset.rows !== null && { inputFacets: facet('inputStatistics', { rowCount: dataset.rows }) }),
    })),
    // What was written stands where it was: at a start nothing was.
    outputs: run.outputs.map((dataset) => ({
      ...datasetOf(dataset),
      ...(dataset.rows !== null &&
        eventType !== 'START' && { outputFacets: facet('outputStatistics', { rowCount: dataset.rows }) }),
    })),
  };
}

function datasetOf({ namespace, name, version, fields }: LineageDataset) {
  return {
    ...{ namespace, name },
    facets: {
      ...(version !== null && facet('version', { datasetVersion: version })),
      ...(fields && facet('schema', { fields })),
    },
  };
}

/** The message is a code, and no text of a person or of a library. */
function endFacets({ state, reason }: LineageRunEnd): Facets {
  if (state === 'COMPLETE' || reason === null) return {};
  return facet('errorMessage', { message: reason, programmingLanguage: 'TypeScript' });
}

function facet(name: keyof typeof facetSchemas, told: Readonly<Record<string, unknown>>): Facets {
  const path = facetSchemas[name];
  const type = path.slice(path.indexOf('/') + 1);
  const _schemaURL = `${specification}/facets/${path}.json#/$defs/${type}`;
  return { [name]: { _producer: lineageProducer, _schemaURL, ...told } };
}
