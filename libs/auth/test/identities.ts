import type { Identity } from '../src/identity';

export const NODE = { role: 'node', nodeId: 'node_1', scopes: [] } as const satisfies Identity;

export const CONTROLLER = {
  role: 'controller',
  clientId: 'clt_1',
  controllerId: 'ctl_1',
  scopes: ['primitive.tab.*', 'logs.read'],
} as const satisfies Identity;
