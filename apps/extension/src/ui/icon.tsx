import type { ReactNode } from 'react';

/** Drawn in the colour of the text around, on a grid of 16; lines are 1.6 wide. */
const PATHS = {
  plug: 'M6 2v3M10 2v3M4.5 5h7v3a3.5 3.5 0 0 1-7 0zM8 11.5V14',
  key: 'M9.7 6.3a3 3 0 1 1-1.2-1.2M8.6 7.4 3 13M5 11l1.6 1.6',
  pause: 'M6 4.5v7M10 4.5v7',
  turn: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.6h-2.6',
  check: 'M3.5 8.5 6.5 11.5 12.5 5',
  alert: 'M8 4.5v4.2M8 11.4v.1',
  differ: 'M3.5 6h9M3.5 10h9M10.5 3l-5 10',
  gear: 'M8 5.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6M8 1.8v1.9M8 12.3v1.9M1.8 8h1.9M12.3 8h1.9M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4',
} as const;
export type IconName = keyof typeof PATHS;

/** A picture beside words that say the same. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
