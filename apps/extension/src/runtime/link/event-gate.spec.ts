import { EventGate, type GatedConnection } from './event-gate';

class Connection implements GatedConnection {
  readonly sent: string[] = [];
  isOpen = true;
  backlog = 0;
  send(text: string): boolean {
    if (this.isOpen) this.sent.push(text);
    return this.isOpen;
  }
  backlogBytes(): number {
    return this.backlog;
  }
}

describe('EventGate', () => {
  let connection: Connection;
  let gate: EventGate;
  beforeEach(() => {
    jest.useFakeTimers();
    connection = new Connection();
    gate = new EventGate(connection);
  });
  afterEach(() => jest.useRealTimers());

  it('passes events on in order', async () => {
    await gate.pass(['a', 'b']);
    expect(connection.sent).toEqual(['a', 'b']);
  });

  it('holds them back while the connection has not sent what it has', async () => {
    connection.backlog = 2_000_000;
    const passed = gate.pass(['a']);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(connection.sent).toEqual([]);
    connection.backlog = 0;
    await jest.advanceTimersByTimeAsync(20);
    await passed;
    expect(connection.sent).toEqual(['a']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('drops them where there is no connection', async () => {
    connection.isOpen = false;
    await gate.pass(['a', 'b']);
    expect(connection.sent).toEqual([]);
  });
});
