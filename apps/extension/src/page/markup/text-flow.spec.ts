import { TextFlow } from './text-flow';

describe('TextFlow', () => {
  it('takes the largest of several line breaks asked for', () => {
    const flow = new TextFlow();
    flow.addCollapsed('one');
    flow.breakLine(1);
    flow.breakLine(2);
    flow.addCollapsed('two');
    expect(flow.toString()).toBe('one\n\ntwo');
  });

  it('begins and ends without line breaks', () => {
    const flow = new TextFlow();
    flow.breakLine(2);
    flow.addCollapsed(' text ');
    flow.breakLine(2);
    expect(flow.toString()).toBe('text');
  });

  it('keeps words apart by one space, whatever stands between them', () => {
    const flow = new TextFlow();
    flow.addCollapsed('one \n');
    flow.addCollapsed('\t two');
    expect(flow.toString()).toBe('one two');
  });

  it('keeps preformatted text as it is', () => {
    const flow = new TextFlow();
    flow.add('a\n  b');
    expect(flow.toString()).toBe('a\n  b');
  });
});
