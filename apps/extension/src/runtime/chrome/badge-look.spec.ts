import { badgeLook } from './badge-look';

it('tells how many ask for access while all else is well', () => {
  expect(badgeLook({ state: 'authenticated_connected', requests: 1 })).toMatchObject({
    text: '1',
    says: 'a program asks for access',
  });
  expect(badgeLook({ state: 'version_mismatch', missing: [], requests: 12 })).toMatchObject({ text: '12' });
  expect(badgeLook({ state: 'authenticated_connected' })).toMatchObject({ text: 'on', says: 'connected' });
});

it('tells first what keeps the node from being connected', () => {
  expect(badgeLook({ state: 'authenticated_disconnected', requests: 2 })).toMatchObject({ text: 'off' });
  expect(badgeLook({ state: 'version_mismatch', requests: 2 })).toMatchObject({ text: '!' });
});
