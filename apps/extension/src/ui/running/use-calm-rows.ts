import { useEffect, useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import { CalmRows, type CalmView, type PointerPlace } from './calm-rows';
import type { Going } from './going';

/** Rows for what goes on, which keep still while the pointer is on the page and not in their section. */
export function useCalmRows(going: readonly Going[], section: RefObject<HTMLElement | null>): CalmView<Going> {
  const [rows] = useState(() => new CalmRows<Going>());
  // Before the page is painted, or it would show for an instant what is over.
  useLayoutEffect(() => rows.show(going), [rows, going]);
  useEffect(() => {
    const stopWatching = watchPointer(section, (place) => rows.point(place));
    return () => {
      stopWatching();
      rows.close();
    };
  }, [rows, section]);
  return useSyncExternalStore(rows.subscribe, rows.current);
}

function watchPointer(section: RefObject<HTMLElement | null>, tell: (place: PointerPlace) => void): () => void {
  const { documentElement } = document;
  const over = ({ target }: PointerEvent): void =>
    tell(section.current?.contains(target as Node) ? 'here' : 'elsewhere');
  const leave = (): void => tell('away');
  documentElement.addEventListener('pointerover', over);
  documentElement.addEventListener('pointerleave', leave);
  return () => {
    documentElement.removeEventListener('pointerover', over);
    documentElement.removeEventListener('pointerleave', leave);
  };
}
