import type { ReactNode } from 'react';

/** Drawn in the colour of the text around, on a grid of 16; lines are 1.6 wide. */
const PATHS = {
  plug: 'M6 2v3M10 2v3M4.5 5h7v3a3.5 3.5 0 0 1-7 0zM8 11.5V14',
  key: 'M7.3 8.7 13 3M10.6 5.4l2 2M5.5 13a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  pause: 'M6 4.5v7M10 4.5v7',
  turn: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.6h-2.6',
  check: 'M3.5 8.5 6.5 11.5 12.5 5',
  alert: 'M8 3.5v5.5M8 12v.1',
  differ: 'M3.5 6h9M3.5 10h9M10.5 3l-5 10',
  sliders:
    'M2.5 5h5.2M11.3 5h2.2M9.5 3.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6M2.5 11h2.2M8.3 11h5.2M6.5 9.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6',
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
