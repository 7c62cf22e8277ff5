import { leftOvers } from './left-overs';

// After every file of specs (jest.config.ts): one that fails may not get as far as ending what it has started, and jest
// would wait for a relay that nobody stops.
afterAll(async () => {
  await Promise.all([...leftOvers.values()].map((end) => end()));
});
