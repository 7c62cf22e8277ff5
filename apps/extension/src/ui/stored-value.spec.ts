import { StoredValue } from './stored-value';

type Listener = (changes: Record<string, { newValue?: unknown }>) => void;

let listeners: Set<Listener>;
let stored: Record<string, unknown>;
let answer: () => void;

beforeEach(() => {
  listeners = new Set();
  stored = { status: 'old' };
  const asked = new Promise<void>((resolve) => (answer = resolve));
  const session = {
    get: () => asked.then(() => stored),
    onChanged: { addListener: listeners.add.bind(listeners), removeListener: listeners.delete.bind(listeners) },
  };
  Object.assign(globalThis, { chrome: { storage: { session } } });
});
afterEach(() => Reflect.deleteProperty(globalThis, 'chrome'));

const change = (changes: Parameters<Listener>[0]): void => listeners.forEach((listener) => listener(changes));
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('tells what is stored, once it is read', async () => {
  const value = new StoredValue('session', 'status');
  const told = jest.fn();
  value.subscribe(told);
  expect(value.current()).toBeUndefined();
  answer();
  await settled();
  expect(told).toHaveBeenCalledTimes(1);
  expect(value.current()).toBe('old');
});

it('does not let the reading undo a change that came first', async () => {
  const value = new StoredValue('session', 'status');
  value.subscribe(() => undefined);
  change({ status: { newValue: 'new' } });
  answer();
  await settled();
  expect(value.current()).toBe('new');
});

it('tells of changes of its own key only, and of removal', () => {
  const value = new StoredValue('session', 'status');
  const told = jest.fn();
  value.subscribe(told);
  change({ other: { newValue: 1 } });
  expect(told).not.toHaveBeenCalled();
  change({ status: {} });
  expect(told).toHaveBeenCalledTimes(1);
  expect(value.current()).toBeUndefined();
});

it('stops listening with its last subscriber', () => {
  const value = new StoredValue('session', 'status');
  const [stopFirst, stopSecond] = [value.subscribe(() => undefined), value.subscribe(() => undefined)];
  stopFirst();
  expect(listeners.size).toBe(1);
  stopSecond();
  expect(listeners.size).toBe(0);
});
