import { PageLab } from '../../page/testing/page-lab';
import type { SerializedScriptError } from '../serialized-error';
import { CommandLab } from '../testing/command-lab';
import type * as Page from './get-items';
import { readItems, type Item } from './get-items';
import { exampleCom } from './site';
import { SITE } from './site-name';

const ITEM: Item = { text: 'One', url: `https://${SITE}/1` };
const call = { site: SITE, command: 'getItems' };

describe('getItems', () => {
  let lab: CommandLab;
  let found: Item[] | SerializedScriptError;

  beforeEach(async () => {
    lab = await CommandLab.open(exampleCom, `https://${SITE}/`);
    found = [ITEM];
    lab.pages.onRun = ({ func }) => (func === readItems ? found : 'found');
  });

  it('gives the items', async () => {
    await expect(lab.run(call)).resolves.toEqual({ items: [ITEM] });
  });

  it('fails with the code that the page answers', async () => {
    found = { __ottoSerializedCommandError: true, code: 'page_not_ready', message: 'the list is still loading' };
    await expect(lab.run(call)).rejects.toMatchObject({ code: 'page_not_ready' });
  });

  it('takes its declared input and nothing else', async () => {
    expect(await lab.codeOf({ ...call, input: { limit: 'many' } })).toBe('invalid_command_input_type');
    expect(await lab.codeOf({ ...call, input: { page: 2 } })).toBe('unexpected_command_input');
  });

  it('declares in its test what can be listened to', async () => {
    const { tabSessionId } = lab.context;
    await expect(lab.run(call, 'test')).resolves.toEqual({
      data: { items: [ITEM] },
      stream: {
        listeners: [
          {
            listener: 'network.http_intercept',
            options: { tabSessionId, site: SITE, urlPatterns: [`https://${SITE}/api/*`] },
          },
        ],
      },
    });
  });
});

describe('its page', () => {
  const page = new PageLab<typeof Page>('../commands/template/get-items.ts');
  beforeAll(() => page.open());
  afterAll(() => page.close());

  const read = (html: string, limit = 20): Promise<unknown> =>
    page.run(html, (code, wanted) => code.readItems(wanted), limit);

  it('is read item by item, up to the limit', async () => {
    const html = '<ul data-items><li><a href="/1"> One </a></li><li><a href="/2">Two</a></li></ul>';
    expect(await read(html)).toMatchObject([{ text: 'One' }, { text: 'Two' }]);
    expect(await read(html, 1)).toHaveLength(1);
  });

  it('says that it is not ready', async () => {
    expect(await read('<ul data-items aria-busy="true"></ul>')).toMatchObject({ code: 'page_not_ready' });
  });
});
