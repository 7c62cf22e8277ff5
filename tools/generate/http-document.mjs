import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { answersOf } from './http-answers.mjs';

const DESCRIPTION = `How programs deal with the relay besides the WebSocket: pairing, identity, grants, logs. JSON in and out;
bodies are application/json of at most 64 KiB, times are milliseconds since 1970. Unknown fields are ignored in requests and
may be added to answers. Every refusal has a code of the catalogue (docs/reference/errors.md).`;

const TOKEN = 'An access token of a node or controller, or the operator token.';

/**
 * The relay's HTTP API as OpenAPI 3.1: routes, parameters and bodies from the controllers, schemas from the DTOs, errors
 * from the catalogue and from what the handlers declare, texts from the doc comments.
 *
 * @param relay the exports of the relay and the protocol
 * @param comments doc comments of controllers and DTOs
 */
export async function httpDocument(relay, comments) {
  // In preview Nest instantiates nothing, so nothing that providers would be made from has to be there.
  const nothing = { config: {}, clock: Date.now, storage: {} };
  const app = await NestFactory.create(relay.AppModule.with(nothing), { preview: true, logger: false });
  const controllers = controllersOf(app);
  const document = SwaggerModule.createDocument(app, documentHead(relay.RELAY_VERSION), {
    operationIdFactory: (controller, method) => `${tagOf(controller)}.${method}`,
  });
  const dtos = new Set();
  for (const [verb, operation] of Object.values(document.paths).flatMap((path) => Object.entries(path))) {
    const [tag, method] = operation.operationId.split('.');
    const handler = { controller: controllers.get(tag), method };
    describe(operation, { relay, comments, dtos, handler, verb });
  }
  delete document.info.contact;
  document.tags = Array.from(controllers, ([tag, { name }]) => ({ name: tag, ...described(comments[name]?.text) }));
  document.components.schemas = schemasOf([relay.ErrorBody, ...dtos], relay, comments);
  return document;
}

function documentHead(version) {
  return new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Otto relay')
    .setDescription(DESCRIPTION.replaceAll('\n', ' '))
    .setVersion(version)
    .addServer('http://127.0.0.1:8787', 'A relay on this machine, as it is started by default')
    .addSecurity('token', { type: 'http', scheme: 'bearer', description: TOKEN })
    .build();
}

function controllersOf(app) {
  const modules = [...app.get(ModulesContainer).values()];
  const all = modules.flatMap(({ controllers }) => [...controllers.values()].map(({ metatype }) => metatype));
  return new Map(all.map((controller) => [tagOf(controller.name), controller]));
}

function describe(operation, { relay, comments, dtos, verb, handler: { controller, method } }) {
  const handler = controller.prototype[method];
  const answer = relay.answerOf(handler);
  const callers = Reflect.getMetadata(relay.ALLOWED_CALLERS, handler);
  const takes = inputOf(controller, method);
  for (const dto of [takes.body, answer.dto].filter(Boolean)) dtos.add(dto);
  const [summary, description] = firstSentence(comments[controller.name].members[method]);
  if (!summary) throw new Error(`${operation.operationId} has no doc comment.`);
  Object.assign(operation, {
    summary,
    ...described(description),
    'x-callers': callers.map(callerText),
    security: securityOf(callers),
    parameters: [
      ...operation.parameters,
      ...takes.headers.map((name) => ({ name, in: 'header', required: false, schema: { type: 'string' } })),
      ...queryParameters(takes.query, relay, comments),
    ],
    responses: answersOf({ relay, answer, callers, takes, verb }),
  });
}

/** The DTO classes of a handler's body and query, and the headers that it reads. */
function inputOf(controller, method) {
  const types = Reflect.getMetadata('design:paramtypes', controller.prototype, method) ?? [];
  const declared = Object.entries(Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {});
  const of = (kind) => declared.filter(([key]) => key.startsWith(`${kind}:`)).map(([, parameter]) => parameter);
  const [body, query] = [RouteParamtypes.BODY, RouteParamtypes.QUERY].map((kind) => types[of(kind)[0]?.index]);
  return { body, query, headers: of(RouteParamtypes.HEADERS).map(({ data }) => data) };
}

function queryParameters(dto, relay, comments) {
  if (dto === undefined) return [];
  const { properties, required = [] } = schemaWithTexts(dto, relay, comments);
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...described(description),
    schema,
  }));
}

function schemasOf(dtos, relay, comments) {
  const all = new Set(dtos.flatMap((dto) => [...relay.withNested(dto)]));
  const byName = [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(byName.map((dto) => [dto.name, schemaWithTexts(dto, relay, comments)]));
}

function schemaWithTexts(dto, relay, comments) {
  const schema = relay.schemaOf(dto);
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    { ...property, ...described(memberText(dto, name, comments)) },
  ]);
  return { ...schema, ...described(comments[dto.name]?.text), properties: Object.fromEntries(properties) };
}

/** The comment on a field, which may stand in a class that the DTO extends. */
function memberText(dto, name, comments) {
  for (let type = dto; type.name; type = Object.getPrototypeOf(type)) {
    const text = comments[type.name]?.members[name];
    if (text) return text;
  }
  return undefined;
}

function securityOf(callers) {
  const withToken = callers.some((caller) => caller !== 'nobody') ? [{ token: [] }] : [];
  return [...(callers.includes('nobody') ? [{}] : []), ...withToken];
}

function callerText(caller) {
  return typeof caller === 'string' ? caller : `controller with ${caller.controllerWith}`;
}

function tagOf(controllerName) {
  return controllerName.replace(/Controller$/, '');
}

function described(text) {
  return text ? { description: text } : {};
}

function firstSentence(text = '') {
  const [, first = text, rest = ''] = /^(.+?\.)(?:\s+(.*))?$/.exec(text) ?? [];
  return [first.replace(/\.$/, ''), rest];
}
