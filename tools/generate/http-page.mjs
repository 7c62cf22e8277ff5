import { TO_ANY_BODY, TO_ANY_REQUEST } from './http-answers.mjs';
import { code, pageHead, plain, table } from './markdown.mjs';

const REFERENCE = /^#\/components\/schemas\//;

/** The HTTP API for people, from its OpenAPI document. */
export function httpPage({ info, paths, components: { schemas }, tags }) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, ...operation })),
  );
  const overview = table(['Route', 'Who', 'What it does'], operations.map(overviewRow));
  const sections = tags.flatMap(({ name, description = '' }) => [
    `\n## ${name}\n${description && `\n${description}\n`}`,
    ...operations.filter((operation) => operation.tags.includes(name)).map((operation) => section(operation, schemas)),
  ]);
  return `${pageHead('HTTP API', introduction(info))}\n${overview}${sections.join('')}`;
}

function introduction({ description }) {
  return `${description} The same as OpenAPI: [openapi.json](openapi.json), and from any relay at \`/api/docs\`.

**Who**: nobody (no credentials needed), a node or a controller (its access token as a bearer), the operator (the operator
token as a bearer). The body of every refusal has the fields of ErrorBody: \`code\` (and the same as \`error\`), \`message\`,
\`actionableHint\`. Besides the codes listed with it any route answers ${codeList(TO_ANY_REQUEST)}; to
POST ${codeList(TO_ANY_BODY)}.`;
}

function overviewRow({ route, summary, 'x-callers': callers }) {
  return [`[${code(route)}](#${anchor(route)})`, callers.join(', '), plain(summary)];
}

function section({ route, summary, description = '', ...operation }, schemas) {
  const parts = [
    `### ${route}`,
    plain(`${summary}. ${description}`.trim()),
    `Who: ${operation['x-callers'].join(', ')}.`,
    queryTable(operation.parameters),
    bodyTable(operation.requestBody, schemas),
    answerTable(operation.responses[200], schemas),
    `Errors: ${codeList(ownCodes({ route, ...operation }))}.`,
  ];
  return `\n${parts.filter(Boolean).join('\n\n')}\n`;
}

function queryTable(parameters) {
  const rows = parameters.map(({ name, required, schema, description = '', in: place }) => [
    required ? code(name) : `${code(name)}?`,
    typeText(schema),
    [place === 'query' ? '' : `In the ${place}.`, boundsText(schema), plain(description)].filter(Boolean).join(' '),
  ]);
  return rows.length > 0 && table(['Parameter', 'Type', 'Meaning'], rows).trim();
}

function bodyTable(requestBody, schemas) {
  return requestBody && fieldTable('Body', requestBody.content['application/json'].schema, schemas);
}

function answerTable({ content }, schemas) {
  const [[mediaType, { schema }]] = Object.entries(content);
  const isOpen = !schema.$ref || Object.keys(schemas[nameOf(schema)].properties).length === 0;
  if (isOpen) return `Answers ${code(mediaType)}.`;
  const heading = mediaType === 'application/json' ? 'Answer' : `Answer, ${mediaType}`;
  const nested = nestedNames(nameOf(schema), schemas);
  const tables = [
    fieldTable(heading, schema, schemas),
    ...nested.map((name) => fieldTable(name, { $ref: name }, schemas)),
  ];
  return tables.join('\n\n');
}

function fieldTable(heading, reference, schemas) {
  const { properties, required = [] } = schemas[nameOf(reference)];
  const rows = Object.entries(properties).map(([name, schema]) => [
    required.includes(name) ? code(name) : `${code(name)}?`,
    typeText(schema),
    [boundsText(schema), plain(schema.description ?? '')].filter(Boolean).join(' '),
  ]);
  return table([heading, 'Type', 'Meaning'], rows).trim();
}

function nestedNames(name, schemas) {
  const text = JSON.stringify(schemas[name]);
  const direct = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, nested]) => nested);
  return [...new Set(direct.flatMap((nested) => [nested, ...nestedNames(nested, schemas)]))];
}

function typeText({ $ref, type, enum: values, items, anyOf }) {
  if ($ref) return nameOf({ $ref });
  if (anyOf) return anyOf.map(typeText).join(' or ');
  if (values) return values.map((value) => code(JSON.stringify(value).replaceAll('"', "'"))).join(', ');
  if (items) return `list of ${typeText(items)}`;
  return type === undefined ? 'anything' : [type].flat().join(' or ');
}

function boundsText({ minLength, maxLength, pattern, maxItems, items }) {
  const texts = [
    pattern && `${code(pattern)}.`,
    maxLength !== undefined && `${minLength ?? 0} to ${maxLength} characters.`,
    maxItems !== undefined && `At most ${maxItems}.`,
    items && boundsText(items),
  ];
  return texts.filter(Boolean).join(' ');
}

function ownCodes({ route, responses }) {
  const general = [...TO_ANY_REQUEST, ...(route.startsWith('POST ') ? TO_ANY_BODY : [])];
  const codes = Object.values(responses).flatMap(
    ({ content }) => content['application/json']?.schema.properties?.code?.enum ?? [],
  );
  return codes.filter((name) => !general.includes(name));
}

function codeList(codes) {
  return codes.length === 0 ? 'no others' : codes.map((name) => `[${code(name)}](errors.md#${name})`).join(', ');
}

function nameOf({ $ref }) {
  return $ref.replace(REFERENCE, '');
}

/** As GitHub makes it of a heading. */
function anchor(route) {
  return route
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
