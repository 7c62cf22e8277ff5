import { networkOf } from './network-of';

describe('networkOf', () => {
  it.each(['192.0.2.1', '127.0.0.1', '::ffff:192.0.2.1', 'unknown'])('counts %s by itself', (address) => {
    expect(networkOf(address)).toBe(address);
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::ff', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('counts %s with its network', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
