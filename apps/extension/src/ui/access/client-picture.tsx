import type { ReactNode } from 'react';

const SIDE = 5;
const MIDDLE = 2;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A pattern that is always the same for a client, and another for any other: no client chooses it, for its id is part of it. */
export function ClientPicture({ seed }: { seed: string }): ReactNode {
  const hash = hashOf(seed);
  const cells = Array.from({ length: SIDE * (MIDDLE + 1) }, (_, index) => index).filter((bit) => (hash >>> bit) & 1);
  const hue = hashOf(`${seed} hue`) % 360;
  return (
    <svg
      className="picture"
      viewBox="-1 -1 7 7"
      aria-hidden="true"
      style={{ color: `hsl(${hue} 55% var(--picture-lightness))` }}
    >
      {cells.flatMap((cell) => {
        const [row, column] = [cell % SIDE, Math.floor(cell / SIDE)];
        const columns = column === MIDDLE ? [column] : [column, SIDE - 1 - column];
        return columns.map((x) => <rect key={`${x} ${row}`} x={x} y={row} width="1.02" height="1.02" />);
      })}
    </svg>
  );
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), FNV_PRIME);
  return hash >>> 0;
}
