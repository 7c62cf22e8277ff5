import { BlockList, isIP } from 'node:net';

const HOST_HEADER = /^(?:\[([0-9a-f:.]+)\]|([^\s:/?#@[\]]+))(?::\d{1,5})?$/i;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** The name in a Host header or a list of hosts: lower case, without port, brackets and trailing dot; undefined when it is none. */
export function hostName(host: string | undefined): string | undefined {
  const match = HOST_HEADER.exec(host ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, '');
}

/** An address as IPv4 where it is one: dual-stack sockets write `::ffff:127.0.0.1`. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address;
}

/** Whether packets to this address cannot leave the machine. Takes addresses only, never names. */
export function isLoopbackAddress(address: string): boolean {
  const plain = plainAddress(address);
  const family = isIP(plain);
  return family !== 0 && loopback.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
