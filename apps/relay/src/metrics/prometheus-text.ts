import { METRICS, type MetricName } from './metric-table';
import type { Sample } from './sample';

/** The samples of every family. */
export type Readings = Readonly<Record<MetricName, readonly Sample[]>>;

/** In the text format of Prometheus, version 0.0.4. Labels and help texts are ours and need no escapes. */
export function prometheusText(readings: Readings): string {
  return Object.entries(METRICS)
    .map(([name, { type, help }]) => {
      const samples = readings[name as MetricName].map((sample) => sampleLine(name, sample));
      return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples, ''].join('\n');
    })
    .join('\n');
}

function sampleLine(family: string, { suffix, labels = {}, value }: Sample): string {
  const name = family + (suffix ?? '');
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}
