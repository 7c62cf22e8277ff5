import type { CommandDescriptor } from '@otto/protocol';
import { OttoWithRelay } from '../../test/otto-with-relay';

const COMMANDS: CommandDescriptor[] = [
  {
    site: 'google.com',
    id: 'getSearchResults',
    displayName: 'Search',
    requiresAuth: false,
    inputFields: [
      { name: 'query', type: 'string' },
      { name: 'pages', type: 'number', optional: true },
    ],
  },
  {
    site: 'reddit.com',
    id: 'sendChatMessage',
    displayName: 'Send',
    requiresAuth: true,
    inputFields: [
      { name: 'roomId', type: 'string', optional: true },
      { name: 'username', type: 'string', optional: true },
      { name: 'message', type: 'string' },
    ],
    inputAtLeastOneOf: ['roomId', 'username'],
  },
  {
    site: 'reddit.com',
    id: 'checkLogin',
    displayName: 'Check',
    requiresAuth: false,
    tags: ['auth'],
    inputFields: [],
  },
  { site: 'reddit.com', id: 'raw', displayName: 'Raw', requiresAuth: false },
];

let machine: OttoWithRelay;
beforeEach(async () => {
  machine = await OttoWithRelay.create();
  await machine.register();
  machine.relay.onCommand = ({ result }) => result({ commands: COMMANDS });
});
afterEach(() => machine.remove());

describe('otto commands list', () => {
  it('shows site, command, whether one has to be signed in, and the inputs', async () => {
    await expect(machine.run(['commands', 'list'])).resolves.toEqual({
      code: 0,
      stdout: [
        'SITE        COMMAND           AUTH      INPUTS\n',
        'google.com  getSearchResults  -         query pages?\n',
        'reddit.com  sendChatMessage   required  roomId?|username? message\n',
        'reddit.com  checkLogin        sign-in   -\n',
        'reddit.com  raw               -         any\n',
      ].join(''),
      stderr: '',
    });
  });

  it('prints the descriptors as JSON', async () => {
    await expect(machine.json(['commands', 'list'])).resolves.toEqual({ commands: COMMANDS });
  });

  it('asks the named node for the named site', async () => {
    await machine.run(['commands', 'list', '--site', 'reddit.com', '--node-id', 'node_x']);
    expect(machine.relay.commands()[0]!.payload).toMatchObject({
      targetNodeId: 'node_x',
      action: 'command.list',
      payload: { site: 'reddit.com' },
    });
  });

  it('says so when there is nothing', async () => {
    machine.relay.onCommand = ({ result }) => result({ commands: [] });
    expect((await machine.run(['commands', 'list'])).stdout).toBe('This node has no site commands.\n');
    const { stdout } = await machine.run(['commands', 'list', '--site', 'a.example']);
    expect(stdout).toBe('This node has no commands for a.example.\n');
  });

  it('passes on what the node refuses', async () => {
    machine.relay.onCommand = ({ error }) => error('unknown_site');
    const { code, stdout, stderr } = await machine.run(['commands', 'list', '--site', 'a.example']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^unknown_site: .*\n→ /);
  });

  it('shows what there is to list when it is called without list', async () => {
    const { code, stderr } = await machine.run(['commands']);
    expect(code).toBe(1);
    expect(stderr).toContain('List the site commands that a node has');
  });
});
