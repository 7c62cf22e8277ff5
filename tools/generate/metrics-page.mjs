import { code, pageHead, plain, table } from './markdown.mjs';

const INTRODUCTION = `
What the relay tells of itself at \`GET /metrics\`, to the operator only, in the text format of Prometheus. Counters and
histograms begin at zero with the relay. Every label has a bounded set of values, whatever peers send.
`;

const OF_THE_PROCESS = `
## Of the process

The usual families of a Node.js process follow, as prom-client collects them from the first request on: \`process_*\` for CPU
time, memory and file descriptors, \`nodejs_*\` for the heap, garbage collection and handles. How far the relay is behind
with its work shows in \`nodejs_eventloop_lag_p99_seconds\`; everything that it does waits at least that long.

## Scraping

\`\`\`yaml
scrape_configs:
  - job_name: otto
    authorization:
      credentials_file: /path/to/operator-token # as in OTTO_LOG_DIR of the relay
    static_configs:
      - targets: ['127.0.0.1:8787']
\`\`\`
`;

export function metricsPage({ METRICS }) {
  const rows = Object.entries(METRICS).map(([name, { type, labels = {}, help }]) => {
    const described = Object.entries(labels).map(([label, values]) => `${code(label)}: ${values}`);
    return [code(name), type, described.join('<br>') || 'none', plain(help)];
  });
  const families = table(['Family', 'Type', 'Labels', 'Meaning'], rows);
  return `${pageHead('Metrics', INTRODUCTION)}\n## Of the relay\n\n${families}${OF_THE_PROCESS}`;
}
