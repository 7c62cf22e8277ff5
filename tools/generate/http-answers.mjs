/** What the front door and the server itself may answer to any request. */
export const TO_ANY_REQUEST = ['host_not_allowed', 'origin_not_allowed', 'internal_error'];
/** What reading a body may end in, before anybody looks at its fields. */
export const TO_ANY_BODY = [
  'unsupported_media_type',
  'body_too_large',
  'invalid_json',
  'invalid_body',
  'request_timeout',
];
const KINDS_OF_CALLERS = ['nobody', 'node', 'controller', 'operator'];

const RETRY_AFTER = {
  'Retry-After': { description: 'With too_many_attempts: the seconds to wait.', schema: { type: 'integer' } },
};
const AUTHENTICATE = { 'WWW-Authenticate': { description: 'Bearer.', schema: { type: 'string' } } };

/** The responses of an operation, by status. */
export function answersOf({ relay, answer, callers, takes, verb }) {
  const codes = new Set([
    ...answer.errors,
    ...codesOfCallers(callers),
    ...[takes.body, takes.query].filter(Boolean).flatMap((dto) => relay.failureCodes(dto)),
    // Whether a route uses a body or not, it is read.
    ...(verb === 'post' ? TO_ANY_BODY : []),
    ...TO_ANY_REQUEST,
  ]);
  return { 200: success(answer), ...refusals([...codes].sort(), relay.ERROR_CATALOGUE) };
}

/** What CallerGuard answers. */
function codesOfCallers(callers) {
  if (callers.every((caller) => caller === 'nobody')) return [];
  const isForAll = KINDS_OF_CALLERS.every((kind) => callers.includes(kind));
  return [
    'invalid_access_token',
    ...(callers.includes('nobody') ? [] : ['missing_access_token']),
    ...(isForAll ? [] : ['forbidden_role']),
  ];
}

function success({ mediaType, dto }) {
  const schema = dto === undefined ? { type: 'string' } : reference(dto);
  const description = mediaType === 'application/x-ndjson' ? 'One in each line.' : 'Done.';
  return { description, content: { [mediaType]: { schema } } };
}

function refusals(codes, catalogue) {
  const statuses = [...new Set(codes.map((code) => catalogue[code].status))];
  const withStatus = (status) => codes.filter((code) => catalogue[code].status === status);
  return Object.fromEntries(statuses.map((status) => [status, refusal(status, withStatus(status), catalogue)]));
}

function refusal(status, codes, catalogue) {
  const headers = { 401: AUTHENTICATE, 429: RETRY_AFTER }[status];
  return {
    description: codes.map((code) => `\`${code}\`: ${catalogue[code].message}`).join('\n\n'),
    ...(headers && { headers }),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorBody', properties: { code: { enum: codes } } },
      },
    },
  };
}

function reference({ name }) {
  return { $ref: `#/components/schemas/${name}` };
}
