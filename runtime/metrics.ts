import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Labels are few and closed (channel, outcome, route): never an id, or the number of series has no limit. */
export type Labels = Readonly<Record<string, string>>;

export interface CounterMetric {
  add(labels?: Labels, by?: number): void;
}
export interface GaugeMetric {
  set(value: number, labels?: Labels): void;
}
export interface HistogramMetric {
  observe(value: number, labels?: Labels): void;
}

/** What a metric is called and which labels it has. Names end in their unit: `_seconds`, `_bytes`, `_total`. */
export interface MetricDescription {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

/** Makes metrics; asking twice for one name gives the same metric. */
export interface Metrics {
  counter(description: MetricDescription): CounterMetric;
  /** `read` is called at every scrape, for values that something else keeps. */
  gauge(description: MetricDescription, read?: () => number | Promise<number>): GaugeMetric;
  histogram(description: MetricDescription & { readonly buckets?: readonly number[] }): HistogramMetric;
  /** The page that Prometheus scrapes. */
  render(): Promise<{ contentType: string; body: string }>;
}

/** From half a millisecond to ten seconds, for time in seconds. */
const latencyBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Metrics in a registry of their own, with those of the process itself; `role` is a label on all of them. */
export function createMetrics({ role }: { role: string }): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ role });
  collectDefaultMetrics({ register: registry });

  return {
    counter({ name, help, labels = [] }) {
      const counter =
        known<Counter>(registry, name) ?? new Counter({ name, help, labelNames: [...labels], registers: [registry] });
      return { add: (values = {}, by = 1) => counter.inc(values, by) };
    },
    gauge({ name, help, labels = [] }, read) {
      const gauge =
        known<Gauge>(registry, name) ??
        new Gauge({
          name,
          help,
          labelNames: [...labels],
          registers: [registry],
          ...(read && {
            async collect(this: Gauge) {
              this.set(await read());
            },
          }),
        });
      return { set: (value, values = {}) => gauge.set(values, value) };
    },
    histogram({ name, help, labels = [], buckets = latencyBuckets }) {
      const histogram =
        known<Histogram>(registry, name) ??
        new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers: [registry] });
      return { observe: (value, values = {}) => histogram.observe(values, value) };
    },
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

/** A name belongs to one kind of metric for ever, so what is found under it is of the kind asked for. */
function known<T>(registry: Registry, name: string): T | undefined {
  return registry.getSingleMetric(name) as T | undefined;
}
