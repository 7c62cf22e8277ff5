import { inputTable, outputTable } from './field-table.mjs';
import { code, pageHead, table } from './markdown.mjs';

const INTRODUCTION = `
What a \`command\` can ask of a node. The **scope** that covers an action is its name; \`primitive.tab.*\` covers all that
begin so. **Tab** says whether the command needs a \`tabSessionId\`: one that needs it runs in the lane of its tab; one for
which it is optional opens a temporary tab when it is given a \`url\` instead. **Repeat** says whether doing it twice equals
doing it once, so that the SDK may send it again after a lost connection. Actions of the relay are refused from every
controller. Unknown fields are ignored.
`;

export function actionsPage(protocol, types) {
  const { ACTIONS } = protocol;
  const overview = table(['Action', 'Tab', 'Repeat', 'What it does'], Object.entries(ACTIONS).map(overviewRow));
  const sections = Object.keys(ACTIONS).map((action) => section(action, protocol, types.entries[action]));
  const shared = Object.entries(types.shared).map(
    ([name, fields]) => `\n### ${name}\n\n${outputTable('Field', fields)}`,
  );
  return `${pageHead('Actions', INTRODUCTION)}\n${overview}${sections.join('')}\n## Types\n${shared.join('')}`;
}

function overviewRow([action, { tab, safeToRepeat, sender, description }]) {
  const anchor = action.replaceAll('.', '');
  const note = sender === 'relay' ? `${description} Sent by the relay only.` : description;
  return [`[${code(action)}](#${anchor})`, tab, safeToRepeat ? 'safe' : 'not safe', note];
}

function section(action, { ACTIONS, ACTION_PAYLOADS, schemaOf, failureCode }, { payload, data }) {
  const dto = ACTION_PAYLOADS[action];
  const takes =
    payload.length === 0 ? 'Takes nothing.\n' : inputTable('Payload', payload, { dto, schemaOf, failureCode });
  return `\n## ${action}\n\n${ACTIONS[action].description}\n\n${takes}\n${returns(data)}`;
}

function returns(data) {
  if (data === undefined) return 'Returns what the command or its test returns.\n';
  return outputTable('Data', data);
}
