import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import type { Dice } from './dice';

const UPGRADE = [
  'GET /?role=controller HTTP/1.1',
  'Host: 127.0.0.1',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n');

/** WebSocket frames that break the rules, and one that never ends. */
const BROKEN: readonly [Buffer, ...Buffer[]] = [
  Buffer.from([0x83, 0x80, 0, 0, 0, 0]), // an opcode that there is not
  Buffer.from([0xf1, 0x80, 0, 0, 0, 0]), // reserved bits
  Buffer.from([0x81, 0x02, 0x7b, 0x7d]), // not masked
  Buffer.from([0x89, 0xfe, 0xff, 0xff, 0, 0, 0, 0]), // a ping that is too long
  Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]), // a terabyte to come
  Buffer.from([0x01, 0x81, 0, 0, 0, 0, 0x7b]), // the first of several parts
  Buffer.from([0x80, 0x80, 0, 0, 0, 0]), // the last part of nothing
  Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]), // not UTF-8
  Buffer.from([0x88, 0x81, 0, 0, 0, 0, 0x03]), // half a close code
];

/** Opens raw connections and leaves them half-open, or full of what no peer would send. */
export class Vandal {
  constructor(
    private readonly port: number,
    private readonly dice: Dice,
  ) {}

  async live(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const socket = connect(this.port, '127.0.0.1');
      socket.on('error', () => undefined).resume();
      await Promise.race([once(socket, 'connect').catch(() => undefined), pass(500)]);
      await this.#break(socket);
      socket.destroy();
    }
  }

  async #break(socket: Socket): Promise<void> {
    const deed = this.dice.weigh({ noise: 3, half: 3, broken: 6, silent: 1 });
    if (deed === 'noise') socket.write(this.dice.bytes(this.dice.between(1, 300)));
    if (deed === 'half') socket.write(UPGRADE.slice(0, this.dice.between(1, UPGRADE.length - 1)));
    if (deed === 'broken' || deed === 'silent') socket.write(UPGRADE);
    if (deed === 'broken') socket.write(this.dice.pick(BROKEN));
    const patienceMs = deed === 'silent' ? 1500 : this.dice.between(5, 200);
    await Promise.race([once(socket, 'close').catch(() => undefined), pass(patienceMs)]);
  }
}
