import { inputTable, outputTable } from './field-table.mjs';
import { pageHead } from './markdown.mjs';

const INTRODUCTION = `
What \`listener.subscribe {listener, options}\` can start. Each update is an \`event\` frame on the requestId of the subscribe,
with payload \`{type: "listener_update", updateType, emittedAt, data}\`. A listener ends with \`listener.unsubscribe\`, with its
controller, with the connection of its node, and with its tab; unknown options are ignored.
`;

export function listenersPage(protocol, { entries }) {
  const { LISTENERS } = protocol;
  const sections = Object.keys(LISTENERS).map((listener) => section(listener, protocol, entries[listener]));
  return pageHead('Listeners', INTRODUCTION) + sections.join('');
}

function section(listener, { LISTENERS, LISTENER_OPTIONS, schemaOf, failureCode }, { options, update }) {
  const dto = LISTENER_OPTIONS[listener];
  const takes = inputTable('Option', options, { dto, schemaOf, failureCode });
  return `\n## ${listener}\n\n${LISTENERS[listener].description}\n\n${takes}\n${outputTable('Update', update)}`;
}
