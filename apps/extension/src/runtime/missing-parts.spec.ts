import { RELAY_FEATURES } from '@otto/protocol';
import { missingParts } from './missing-parts';

const ACTIONS = ['primitive.tab.open', 'command.run'];
const RELAY = [...RELAY_FEATURES, ...ACTIONS];

it('finds nothing where both can do the same, whatever else either can', () => {
  expect(missingParts(ACTIONS, RELAY)).toEqual([]);
  expect(missingParts([...ACTIONS, 'primitive.tab.new'], [...RELAY, 'event.of_tomorrow'])).toEqual([]);
});

it('names what an older extension lacks', () => {
  const parts = missingParts(['command.run'], [...RELAY, 'listener.of_tomorrow']);
  expect(parts).toEqual([
    { lackedBy: 'extension', what: 'primitive.tab.open' },
    { lackedBy: 'extension', what: 'listener.of_tomorrow' },
  ]);
});

it('names what an older relay lacks', () => {
  const older = RELAY.filter((name) => name !== 'controller.access');
  expect(missingParts(ACTIONS, older)).toEqual([{ lackedBy: 'relay', what: 'controller.access' }]);
});

it.each([undefined, null, 'all', {}])('takes a relay that says %j to do its part', (capabilities) => {
  expect(missingParts(ACTIONS, capabilities)).toEqual([]);
});
