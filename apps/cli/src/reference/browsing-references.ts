import type { CommandReference } from './command-reference';

/** Of the commands that work with pages. */
export const BROWSING_REFERENCES: Readonly<Record<string, CommandReference>> = {
  'extract-content': {
    examples: [
      { line: 'otto extract-content https://example.com/', does: 'print a page as Markdown' },
      {
        line: 'otto extract-content https://example.com/ --format text -o page.txt',
        does: 'write its text into a file',
      },
      {
        line: 'otto extract-content --tab-session ts_1 --format clean_html --selector main',
        does: 'read a part of an open tab',
      },
    ],
  },
  screenshot: {
    examples: [
      { line: 'otto screenshot https://example.com/', does: 'write example.com.png' },
      { line: 'otto screenshot https://example.com/ --full-page -o page.jpg', does: 'all of the page, as a jpeg' },
    ],
  },
  cmd: {
    examples: [
      { line: 'otto cmd --action primitive.tab.query', does: 'list the tabs that Otto opened' },
      {
        line: `otto cmd --action primitive.tab.open --payload '{"url":"https://example.com/"}'`,
        does: 'open a tab, and print its tabSessionId',
      },
      { line: 'otto cmd --action primitive.tab.close --tab-session ts_1', does: 'close it' },
      {
        line: 'otto cmd --action command.run --tab-session ts_1 --payload - < run.json',
        does: 'a payload out of a file',
      },
    ],
  },
  'commands list': {
    examples: [
      { line: 'otto commands list', does: 'all site commands' },
      { line: 'otto commands list --site reddit.com', does: 'those of one site' },
    ],
  },
  test: {
    examples: [
      { line: 'otto test news.ycombinator.com getFrontPage', does: 'run it, and print what it returns' },
      { line: `otto test reddit.com getFeed --payload '{"limit":5}'`, does: 'with an input' },
      { line: 'otto test reddit.com getChatMessages --stream-probe', does: 'see whether its stream works' },
      { line: 'otto test reddit.com getChatMessages --wait-for-interrupt --json', does: 'follow it, for a program' },
    ],
    exits:
      '0 when the test succeeded, also when its stream was ended by Ctrl+C; 1 when the test failed or was cancelled, when ' +
      'something else ended the stream, and when a probe was told nothing.',
    isStream: true,
  },
};
