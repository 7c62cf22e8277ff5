import type { LogEntry } from '@otto/protocol';
import { jsonLine, parseEntry, parseLegacyEntry, storedEntry, type NewLogEntry } from './log-entry';

const WRITTEN: NewLogEntry = { level: 'info', source: 'relay', type: 'started' };
const NOW = '2026-11-20T10:00:00.000Z';

function lineOf(entry: Partial<NewLogEntry>): string {
  return storedEntry('log_1', NOW, { ...WRITTEN, ...entry }).line;
}

describe('storedEntry', () => {
  it('makes a line that reads back as the entry, without fields that were not given', () => {
    const { entry, line } = storedEntry('log_1', NOW, { ...WRITTEN, requestId: 'r1', data: { bytes: 5 } });
    expect(line).toBe(
      '{"id":"log_1","timestamp":"2026-11-20T10:00:00.000Z","level":"info","source":"relay","type":"started","requestId":"r1","data":{"bytes":5}}',
    );
    expect(parseEntry(line)).toEqual(entry);
  });

  it('keeps one entry on one line, whatever its texts hold', () => {
    const line = lineOf({ type: 'a\nb', requestId: '\r\u2028\u2029\u0085', data: { '\n': '\u001b[31m\u009b' } });
    expect(line).toMatch(/^[\x20-\x7e]+$/);
    expect(parseEntry(line)).toMatchObject({ type: 'a\nb', requestId: '\r\u2028\u2029\u0085' });
  });

  it('lets no text turn the reading direction or hide', () => {
    expect(lineOf({ data: 'exe\u202egnp\u2066\ufeff' })).toMatch(/^[\x20-\x7e]+$/);
  });

  it('keeps letters of all scripts', () => {
    expect(lineOf({ data: 'Grüße, 世界 🦦' })).toContain('Grüße, 世界 🦦');
  });

  it.each<[string, Partial<NewLogEntry>]>([
    ['data', { data: { note: 'Bearer s3cr3t' } }],
    ['keys of data', { data: { cs_s3cr3ts3cr3ts3cr3t: 1 } }],
    ['type', { type: 'got Bearer s3cr3t' }],
    ['requestId', { requestId: 'eyJhbGciOiJI.s3cr3t.s3cr3t' }],
    ['an error', { data: new Error('password=s3cr3t') }],
  ])('removes secrets from %s', (_where, entry) => {
    const { entry: stored, line } = storedEntry('log_1', NOW, { ...WRITTEN, ...entry });
    expect(line).not.toContain('s3cr3t');
    expect(JSON.stringify(stored)).not.toContain('s3cr3t');
  });

  it('bounds the fields of the entry', () => {
    expect(lineOf({ type: 't'.repeat(1e6), action: 'a'.repeat(1e6) }).length).toBeLessThan(1000);
  });
});

describe('parseEntry', () => {
  const entry: LogEntry = { id: 'log_1', timestamp: NOW, ...WRITTEN };

  it.each(['', '{', 'null', '[]', '"text"', jsonLine({ ...entry, level: 'loud' }), jsonLine({ ...entry, nodeId: 7 })])(
    'refuses %s',
    (line) => {
      expect(parseEntry(line)).toBeUndefined();
    },
  );
});

describe('parseLegacyEntry', () => {
  it('gives an id to an entry that has none, and a time in the one form', () => {
    const line = jsonLine({ ...WRITTEN, timestamp: '2026-11-20T11:00:00+01:00' });
    expect(parseLegacyEntry(line)).toMatchObject({ id: `legacy_${NOW}`, timestamp: NOW });
  });

  it('removes secrets that older versions may have written', () => {
    const line = jsonLine({ ...WRITTEN, timestamp: NOW, data: { token: 'abc', note: 'Bearer abc' } });
    expect(parseLegacyEntry(line)?.data).toEqual({ token: '[redacted]', note: 'Bearer [redacted]' });
  });

  it.each(['{"timestamp":"yesterday"}', jsonLine(WRITTEN), 'x'])('refuses %s', (line) => {
    expect(parseLegacyEntry(line)).toBeUndefined();
  });
});
