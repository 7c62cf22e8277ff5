import { escapeMarkdown } from './escape';

describe('escapeMarkdown', () => {
  it.each([
    ['snake_case and __init__ in a sentence', 'snake_case and \\__init_\\_ in a sentence'],
    ['5 * 3 = 15', '5 \\* 3 = 15'],
    ['a `tick`', 'a \\`tick\\`'],
    ['see [1] and [here](x)', 'see [1] and \\[here](x)'],
    ['wow![x](y)', 'wow!\\[x](y)'],
    ['a < b but <b>', 'a < b but \\<b>'],
    ['AT&T &amp; co', 'AT&T \\&amp; co'],
    ['# no heading', '\\# no heading'],
    ['#hashtag', '#hashtag'],
    ['- no item', '\\- no item'],
    ['-5 degrees', '-5 degrees'],
    ['1. no item', '1\\. no item'],
    ['2024 was fine', '2024 was fine'],
    ['> no quote', '\\> no quote'],
    ['C:\\new', 'C:\\new'],
    ['\\*', '\\\\\\*'],
    ['~~no~~ but ~5', '\\~\\~no\\~\\~ but ~5'],
    ['---', '\\---'],
    ['#', '\\#'],
    ['[x] no task', '\\[x] no task'],
  ])('turns %j into %j', (text, escaped) => {
    expect(escapeMarkdown(text, true)).toBe(escaped);
  });

  it('leaves plain text alone', () => {
    const text = 'Nothing special here, is there? (No.)';
    expect(escapeMarkdown(text, true)).toBe(text);
  });

  it.each(['# no heading', '- no item', '=', '> no quote', '1. no item', '[x] no task'])(
    'leaves %j as it is in the middle of a line',
    (text) => {
      expect(escapeMarkdown(text, false)).toBe(text);
    },
  );
});
