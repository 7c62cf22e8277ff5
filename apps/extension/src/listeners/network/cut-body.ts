import type { NetworkUpdate } from '@otto/protocol';

/** A body as the browser gives it. */
export interface RawBody {
  readonly body: string;
  readonly base64Encoded: boolean;
}

type BodyFields = Required<Pick<NetworkUpdate, 'body' | 'base64Encoded' | 'truncated' | 'bodyBytes'>>;

const TEXT =
  /^text\/|^application\/(?:json|xml|javascript|x-javascript|ecmascript|x-www-form-urlencoded|graphql|x-ndjson)$|\+(?:json|xml)$/;
const BASE64_GROUP = { bytes: 3, chars: 4 };

/**
 * The part of a body that fits into `maxBytes`, as text where it is text: the Fetch domain encodes everything, the Network
 * domain only what is no text. Never cuts a character in two.
 *
 * @param mimeType Without parameters, lower case.
 */
export function cutBody({ body, base64Encoded }: RawBody, mimeType: string, maxBytes: number): BodyFields {
  if (!base64Encoded) return cutText(body, maxBytes);
  const bodyBytes = decodedBytes(body);
  const truncated = bodyBytes > maxBytes;
  const text = TEXT.test(mimeType) ? decodeStart(body, truncated ? maxBytes : bodyBytes) : undefined;
  if (text !== undefined) return { body: text, base64Encoded: false, truncated, bodyBytes };
  const groups = Math.floor(maxBytes / BASE64_GROUP.bytes);
  const kept = truncated ? body.slice(0, groups * BASE64_GROUP.chars) : body;
  return { body: kept, base64Encoded: true, truncated, bodyBytes };
}

function cutText(body: string, maxBytes: number): BodyFields {
  const bodyBytes = utf8Bytes(body);
  if (bodyBytes <= maxBytes) return { body, base64Encoded: false, truncated: false, bodyBytes };
  const { read } = new TextEncoder().encodeInto(body, new Uint8Array(maxBytes));
  return { body: body.slice(0, read), base64Encoded: false, truncated: true, bodyBytes };
}

/** The beginning of a body as text, unless it is not UTF-8. */
function decodeStart(base64: string, maxBytes: number): string | undefined {
  const groups = Math.ceil(maxBytes / BASE64_GROUP.bytes);
  const bytes = Uint8Array.from(atob(base64.slice(0, groups * BASE64_GROUP.chars)), (char) => char.charCodeAt(0));
  try {
    // "stream" leaves a character out of which only a part is there.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, maxBytes), {
      stream: maxBytes < decodedBytes(base64),
    });
  } catch {
    return undefined;
  }
}

function decodedBytes(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / BASE64_GROUP.chars) * BASE64_GROUP.bytes - padding;
}

function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
