/** What relay, node and SDK need to know of an action apart from its types (see action-types.ts). */
export interface ActionDefinition {
  readonly description: string;
  /** `required`: runs in the lane of its tab. `optional`: may name a tab, or open a temporary one for a url. `none`: never touches a given tab. */
  readonly tab: 'required' | 'optional' | 'none';
  /** Whether doing it twice equals doing it once, so that the SDK may send it again after a lost connection. */
  readonly safeToRepeat: boolean;
  /** Who may send it. Actions of the relay are refused from every controller, whatever its scopes. */
  readonly sender: 'controller' | 'relay';
}

function defineActions<const T extends Record<string, ActionDefinition>>(definitions: T): T {
  return definitions;
}

/** The registry of actions; the scope that covers an action is its own name. */
export const ACTIONS = defineActions({
  'primitive.tab.open': {
    description: 'Opens a managed background tab.',
    tab: 'none',
    safeToRepeat: false,
    sender: 'controller',
  },
  'primitive.tab.close': {
    description: 'Closes a managed tab.',
    tab: 'required',
    safeToRepeat: true,
    sender: 'controller',
  },
  'primitive.tab.navigate': {
    description: 'Loads another address in a managed tab.',
    tab: 'required',
    safeToRepeat: true,
    sender: 'controller',
  },
  'primitive.tab.query': {
    description: "Lists the node's managed tabs.",
    tab: 'none',
    safeToRepeat: true,
    sender: 'controller',
  },
  'primitive.tab.close_owned': {
    description: 'Closes the tabs of a controller that is gone, except retained ones.',
    tab: 'none',
    safeToRepeat: true,
    sender: 'relay',
  },
  'primitive.dom.extract_text': {
    description: 'Reads the visible text of a page or an element.',
    tab: 'required',
    safeToRepeat: true,
    sender: 'controller',
  },
  'primitive.dom.extract_html': {
    description: 'Reads the markup of a page or an element as it is.',
    tab: 'optional',
    safeToRepeat: true,
    sender: 'controller',
  },
  'primitive.dom.extract_clean_html': {
    description: 'Reads the markup without scripts, styles and comments, shadow roots included.',
    tab: 'optional',
    safeToRepeat: true,
    sender: 'controller',
  },
  'primitive.dom.extract_distilled_html': {
    description: 'Reads the article of a page as markup.',
    tab: 'optional',
    safeToRepeat: true,
    sender: 'controller',
  },
  'primitive.dom.extract_markdown': {
    description: 'Reads the article of a page as GitHub-flavoured Markdown.',
    tab: 'optional',
    safeToRepeat: true,
    sender: 'controller',
  },
  'primitive.page.screenshot': {
    description: 'Makes a picture of the visible part or of the whole page.',
    tab: 'optional',
    safeToRepeat: true,
    sender: 'controller',
  },
  'command.list': {
    description: 'Lists the site commands of the node.',
    tab: 'none',
    safeToRepeat: true,
    sender: 'controller',
  },
  'command.run': {
    description: 'Runs a site command in a managed tab.',
    tab: 'required',
    safeToRepeat: false,
    sender: 'controller',
  },
  'command.test': {
    description: 'Runs the test of a site command, which may declare streams.',
    tab: 'required',
    safeToRepeat: false,
    sender: 'controller',
  },
  'command.reddit_feed': {
    description: 'Older name for command.run of reddit.com getFeed.',
    tab: 'required',
    safeToRepeat: true,
    sender: 'controller',
  },
  'listener.subscribe': {
    description: 'Starts a listener whose updates arrive as events.',
    tab: 'none',
    safeToRepeat: false,
    sender: 'controller',
  },
  'listener.unsubscribe': {
    description: 'Ends a listener.',
    tab: 'none',
    safeToRepeat: true,
    sender: 'controller',
  },
});

export type ActionName = keyof typeof ACTIONS;

/** Looks an action up by a name from outside. Unknown names are not an error here: a newer node may know them. */
export function findAction(name: string): ActionDefinition | undefined {
  return Object.hasOwn(ACTIONS, name) ? ACTIONS[name as ActionName] : undefined;
}
