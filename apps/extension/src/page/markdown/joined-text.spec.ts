import { JoinedText } from './joined-text';

function join(...pieces: string[]): string {
  const joined = new JoinedText();
  for (const piece of pieces) joined.add(piece);
  return joined.toString();
}

describe('JoinedText', () => {
  it('puts the larger of two distances between pieces, and at most one empty line', () => {
    expect(join('a\n', '\n\nb\n\n', '\n\n\n\nc')).toBe('a\n\nb\n\nc');
    expect(join('a\n', '\nb')).toBe('a\nb');
  });

  it('keeps inline pieces together', () => {
    expect(join('a ', '**b**', ' c')).toBe('a **b** c');
  });

  it('drops spaces at the end of a line', () => {
    expect(join('a ', '\n\nb')).toBe('a\n\nb');
  });

  it('takes no notice of white space between two blocks', () => {
    expect(join('a\n\n', ' ', '\n\nb')).toBe('a\n\nb');
    expect(join('a', ' ', 'b')).toBe('a b');
  });

  it('keeps the two spaces of a hard line break, and only those', () => {
    expect(join('a ', '  \n', 'b')).toBe('a  \nb');
    expect(join('a', '  \n', '\n\nb')).toBe('a\n\nb');
  });

  it('keeps the line breaks that its ends ask for', () => {
    expect(join('\n\na\n')).toBe('\n\na\n');
    expect(join('\n\n', '')).toBe('\n\n');
  });
});
