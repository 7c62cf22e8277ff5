import { findEach } from '../snapshot/find-all';
import type { Addresses } from './addresses';

const PLAYERS = ['iframe', 'video', 'audio', 'source'];

/** Makes the addresses of pictures and players absolute, and drops pictures that are not on the network. */
export function normaliseMedia(root: Element, addresses: Addresses): void {
  for (const image of root.querySelectorAll('img')) {
    const source = addresses.absolute(image.getAttribute('src'));
    if (source !== undefined && /^https?:/i.test(source)) image.setAttribute('src', source);
    else image.remove();
  }
  for (const player of findEach(root, PLAYERS)) {
    const source = addresses.absolute(player.getAttribute('src'));
    if (source !== undefined) player.setAttribute('src', source);
  }
}
