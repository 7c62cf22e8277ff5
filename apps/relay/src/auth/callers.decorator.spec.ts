import { RequestMethod } from '@nestjs/common';
import { GUARDS_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { startRelay } from '../../test/relay-under-test';
import { CallerGuard } from './caller.guard';
import { ALLOWED_CALLERS, type AllowedCaller } from './callers.decorator';

interface Route {
  readonly route: string;
  readonly callers: readonly AllowedCaller[] | undefined;
  readonly isGuarded: boolean;
}

type Handler = (...parameters: never[]) => unknown;

function routesOf(controller: { name: string; prototype: object }): Route[] {
  const base = String(Reflect.getMetadata(PATH_METADATA, controller));
  const guards = (Reflect.getMetadata(GUARDS_METADATA, controller) ?? []) as unknown[];
  const handlers = Object.values(Object.getOwnPropertyDescriptors(controller.prototype))
    .map(({ value }) => value as unknown)
    .filter((value): value is Handler => typeof value === 'function' && Reflect.hasMetadata(METHOD_METADATA, value));
  return handlers.map((handler) => {
    const method = RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, handler))];
    const path = `/${base}/${String(Reflect.getMetadata(PATH_METADATA, handler))}`.replace(/\/+$/, '');
    return {
      route: `${method} ${path}`,
      callers: Reflect.getMetadata(ALLOWED_CALLERS, handler) as Route['callers'],
      isGuarded: guards.includes(CallerGuard),
    };
  });
}

describe('every REST route', () => {
  let routes: Route[];

  beforeAll(async () => {
    const relay = await startRelay();
    const modules = [...relay.relay.get(ModulesContainer).values()];
    const controllers = modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype));
    routes = controllers.flatMap((controller) => routesOf(controller as never));
    await relay.stop();
  });

  it('is guarded and declares who may call it', () => {
    expect(routes.length).toBeGreaterThan(0);
    expect(routes.filter(({ isGuarded, callers }) => !isGuarded || !callers?.length)).toEqual([]);
  });

  // Written out on purpose: who may call a route is not changed by accident, nor a route added.
  it('lets in those whom the contract names', () => {
    const logReaders = ['operator', { controllerWith: 'logs.read' }];
    expect(Object.fromEntries(routes.map(({ route, callers }) => [route, callers]))).toEqual({
      'POST /api/pairing/request': ['nobody'],
      'GET /api/pairing/pending': ['nobody', 'operator', 'controller', 'node'],
      'POST /api/pairing/approve': ['operator', 'node', { controllerWith: 'pairing.approve' }],
      'GET /api/pairing/status': ['nobody'],
      'POST /api/auth/refresh': ['nobody'],
      'POST /api/auth/revoke': ['nobody'],
      'POST /api/controller/register': ['nobody'],
      'POST /api/controller/token': ['nobody'],
      'POST /api/controller/remove': ['operator', 'controller'],
      'POST /api/controller/remove-all': ['operator', { controllerWith: 'controller.admin' }],
      'GET /api/controller/access': ['node'],
      'POST /api/controller/access': ['node'],
      'GET /api/nodes/connected': ['controller', 'operator'],
      'POST /api/nodes/revoke': ['operator'],
      'GET /api/logs': logReaders,
      'GET /api/logs/export': logReaders,
      'GET /api/logs/status': logReaders,
      'GET /metrics': ['operator'],
      'GET /health/live': ['nobody'],
      'GET /health/ready': ['nobody'],
      'GET /api/docs': ['nobody'],
      'GET /api/docs/:file': ['nobody'],
      'GET /api/docs-json': ['nobody'],
      'GET /api/docs-yaml': ['nobody'],
    });
  });
});
