import { nodeProfile } from './node-profile';

describe('the profile of a node', () => {
  it('lies below OTTO_HOME when none is named', () => {
    expect(nodeProfile('/o/nodes', undefined)).toEqual({ name: 'default', directory: '/o/nodes/default/profile' });
  });

  it('is the named directory, and its name can be read and typed', () => {
    const { name, directory } = nodeProfile('/o/nodes', '/home/me/Work profile/');
    expect(directory).toBe('/home/me/Work profile');
    expect(name).toMatch(/^Work-profile-[0-9a-f]{6}$/);
  });

  it('has the same name for the same directory, and another one for its namesake elsewhere', () => {
    const [one, again, other] = ['/a/p', '/a/./p', '/b/p'].map((wanted) => nodeProfile('/o/nodes', wanted).name);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  it('never leads out of the directory of nodes', () => {
    expect(nodeProfile('/o/nodes', '/').name).toMatch(/^profile-/);
    expect(nodeProfile('/o/nodes', '/a/..b/...').name).not.toContain('.');
  });
});
