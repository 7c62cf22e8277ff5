/** An OpenAPI 3.1 document: paths, and the schemas that they refer to. */
export class ApiDocument {
  readonly openapi: string;
  readonly paths: object;
  readonly components: object;
}

/**
 * The description of the HTTP API. `npm run generate` makes it from the controllers and DTOs, so that a relay has nothing
 * to work out when somebody asks; it is loaded when somebody does.
 */
export async function apiDocument(): Promise<ApiDocument> {
  return (await import('./generated/openapi.json')).default;
}
