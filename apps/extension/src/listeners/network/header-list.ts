/** A response's headers as the Fetch domain lists them. */
export interface HeaderEntry {
  readonly name: string;
  readonly value: string;
}

const SECRET: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);
const REDACTED = '[redacted]';

/** Names in lower case; the values of a header that comes more than once are joined, as fetch() does it. */
export function toHeaderRecord(entries: readonly HeaderEntry[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (const { name, value } of entries) {
    const key = name.toLowerCase();
    record[key] = record[key] === undefined ? value : `${record[key]}, ${value}`;
  }
  return record;
}

/** The same headers, without the values that would let somebody act as the user. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET.has(name.toLowerCase()) ? REDACTED : value]),
  );
}

/** The type of a Content-Type header without its parameters, lower case. */
export function mimeTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
