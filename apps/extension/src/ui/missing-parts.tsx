import type { RelayFeature } from '@otto/protocol';
import type { ReactNode } from 'react';
import type { MissingPart } from '../runtime/missing-parts';

const FEATURES: Readonly<Record<RelayFeature, string>> = {
  'commands.resume': 'going on with commands after an outage',
  'controller.access': 'deciding here who has access',
  'event.access_requested': 'telling at once who asks for access',
  'event.extension_log': 'taking the log of this browser',
  'event.listener_update': 'passing on what listeners hear',
};

const SIDES = [
  { side: 'relay', says: 'The relay lacks', remedy: 'Update Otto where the relay runs.' },
  { side: 'extension', says: 'This extension lacks', remedy: 'Update the extension.' },
] as const;

/** What relay and extension cannot do together, and which of the two to update. */
export function MissingParts({ missing }: { missing: readonly MissingPart[] }): ReactNode {
  return SIDES.map(({ side, says, remedy }) => {
    const parts = missing.filter(({ lackedBy }) => lackedBy === side);
    if (parts.length === 0) return null;
    return (
      <div key={side} className="note busy">
        <p className="note-message">{says}</p>
        <ul>
          {parts.map(({ what }) => (
            <li key={what}>{Object.hasOwn(FEATURES, what) ? FEATURES[what as RelayFeature] : <code>{what}</code>}</li>
          ))}
        </ul>
        <p>{remedy}</p>
      </div>
    );
  });
}
