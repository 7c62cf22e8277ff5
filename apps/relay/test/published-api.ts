import Ajv, { type ValidateFunction } from 'ajv';
import document from '../src/docs/generated/openapi.json';
import type { HttpAnswer } from './http-client';

type Schema = Readonly<Record<string, unknown>>;

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { schema: Schema }>> }>>;
}

const SCHEMAS = '#/components/schemas/';

const ajv = new Ajv({ strict: false, schemas: [{ $id: 'api', components: { schemas: closed() } }] });
const validators = new Map<Schema, ValidateFunction>();
const operations = new Map<string, Operation>(
  Object.entries(document.paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
  ),
);

/** Every route of the published description, as `GET /api/logs`. */
export const PUBLISHED_ROUTES: readonly string[] = [...operations.keys()];

/** The codes that the description names for a route, sorted. */
export function publishedCodes(route: string): string[] {
  const { responses = {} } = operations.get(route) ?? {};
  return Object.values(responses)
    .flatMap(({ content }) => codesIn(content['application/json']?.schema))
    .sort();
}

/**
 * Holds an answer to what the published description of the HTTP API says. Every answer that a spec gets through
 * RelayUnderTest comes through here, so none of them can be other than documented.
 *
 * @throws Error when the status, the code, the media type or a field is not in the description
 */
export function assertPublished(method: string, url: string, { status, headers, body }: HttpAnswer<unknown>): void {
  const route = routeOf(method, new URL(url).pathname);
  const operation = route === undefined ? undefined : operations.get(route);
  if (operation === undefined) return;
  const mediaType = headers['content-type']?.split(';')[0] ?? '';
  const content = operation.responses[status]?.content;
  const schema = (content?.[mediaType] ?? content?.['*/*'])?.schema;
  if (schema === undefined) throw new Error(`${route} answers ${status} ${mediaType}, which is not documented`);
  if (mediaType !== 'application/json') return;
  const matches = validatorOf(schema);
  if (matches(body)) return;
  throw new Error(`${route} answers ${status} ${JSON.stringify(body)}, but ${ajv.errorsText(matches.errors)}`);
}

function routeOf(method: string, path: string): string | undefined {
  return PUBLISHED_ROUTES.find((route) => {
    const [routeMethod, template = ''] = route.split(' ');
    return routeMethod === method && new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}/?$`).test(path);
  });
}

function validatorOf(schema: Schema): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const compiled = ajv.compile({ ...schema, $ref: `api${String(schema.$ref)}` });
  validators.set(schema, compiled);
  return compiled;
}

/** The schemas as they are, but without room for fields that they do not name. */
function closed(): Record<string, Schema> {
  const entries = Object.entries(document.components.schemas as Readonly<Record<string, Schema>>);
  const text = JSON.stringify(
    entries.map(([name, schema]) => {
      const isOpen = Object.keys((schema.properties ?? {}) as object).length === 0;
      return [name, isOpen ? schema : { ...schema, additionalProperties: false }];
    }),
  );
  return Object.fromEntries(JSON.parse(text.replaceAll(`"${SCHEMAS}`, `"api${SCHEMAS}`)) as [string, Schema][]);
}

function codesIn(schema: Schema | undefined): readonly string[] {
  return (schema as { properties?: { code?: { enum: string[] } } } | undefined)?.properties?.code?.enum ?? [];
}
