import { LATENCY_BOUNDS_MS, type LatencyHistogram } from './latency-histogram';

/** One number of a metric family. */
export interface Sample {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** Behind the family's name, for the parts of a histogram. */
  readonly suffix?: '_bucket' | '_sum' | '_count';
}

export function single(value: number): Sample[] {
  return [{ value }];
}

/** The parts of a histogram as Prometheus wants them: in seconds, each bucket with all that is shorter. */
export function histogramSamples(histogram: LatencyHistogram): Sample[] {
  const counts = histogram.cumulated();
  const buckets = counts.map((value, index): Sample => {
    const boundMs = LATENCY_BOUNDS_MS[index];
    return { suffix: '_bucket', labels: { le: boundMs === undefined ? '+Inf' : String(boundMs / 1000) }, value };
  });
  return [
    ...buckets,
    { suffix: '_sum', value: histogram.sumMs / 1000 },
    { suffix: '_count', value: counts.at(-1) ?? 0 },
  ];
}
