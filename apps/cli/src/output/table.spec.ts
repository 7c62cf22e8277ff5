import { PassThrough } from 'node:stream';
import { styleFor } from './style';
import { renderTable } from './table';

const plain = styleFor(new PassThrough(), {});

describe('renderTable', () => {
  it('aligns columns and leaves no blanks at the end of lines', () => {
    const table = renderTable(
      ['NODE', 'GRANTED', ''],
      [
        ['node_long_name', 'yes'],
        ['n', 'no', 'x'],
      ],
      plain,
    );
    expect(table).toBe('NODE            GRANTED\nnode_long_name  yes\nn               no       x\n');
  });

  it('keeps every row on one line, whatever is in it', () => {
    expect(renderTable(['A'], [['one\ntwo\u001b[2J']], plain)).toBe('A\none two\ufffd[2J\n');
  });
});
