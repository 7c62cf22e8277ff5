import { blockYaml } from './block-yaml';

describe('blockYaml', () => {
  it('writes objects and lists in lines of their own, and quotes every text', () => {
    const value = {
      title: 'Otto: relay',
      on: true,
      '/a/{b}': [{ one: 1, two: [null, 'x'] }, [2, 3]],
      none: {},
      no: [],
    };
    expect(blockYaml(value)).toBe(`title: "Otto: relay"
"on": true
"/a/{b}":
  - one: 1
    two:
      - null
      - "x"
  - - 2
    - 3
none: {}
"no": []
`);
  });

  it('lets no text end its line or begin another key', () => {
    expect(blockYaml({ text: 'a\nb: "c" # d' })).toBe('text: "a\\nb: \\"c\\" # d"\n');
  });
});
