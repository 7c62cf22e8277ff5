import { inputTable, outputTable } from './field-table.mjs';
import { code, pageHead, table } from './markdown.mjs';

const introduction = ({ listenersPerNode }) => `
What \`listener.subscribe {listener, options}\` can start. Each update is an \`event\` frame on the requestId of the subscribe,
with payload \`{type: "listener_update", updateType, emittedAt, data}\`; the first one comes after the result of the subscribe. A
listener ends with \`listener.unsubscribe\`, with its controller, with the connection of its node, and with its tab; unknown
options are ignored.

A node has up to ${listenersPerNode} listeners. Their updates wait in the node while its connection is slow, those of each listener in order
and all listeners in turn; what is more than the node can hold is left out and counted. When the browser ends the extension
while its connection lives on, listeners go on by themselves.

With a \`streamAdapter\`, responses become the domain objects that they tell of, each once: \`data\` is the object, \`updateType\`
its kind. What the listener tells of itself stays as it is.
`;

export function listenersPage(protocol, { entries }) {
  const { LISTENERS, LIMITS } = protocol;
  const sections = Object.keys(LISTENERS).map((listener) => section(listener, protocol, entries[listener]));
  return pageHead('Listeners', introduction(LIMITS)) + sections.join('');
}

function section(listener, { LISTENERS, LISTENER_OPTIONS, schemaOf, failureCode }, { options, update }) {
  const { description, updateTypes, refusals } = LISTENERS[listener];
  const takes = inputTable('Option', options, { dto: LISTENER_OPTIONS[listener], schemaOf, failureCode });
  const types = table(
    ['updateType', 'Meaning'],
    Object.entries(updateTypes).map(([type, meaning]) => [code(type), meaning]),
  );
  const errors = `A subscribe can also be refused with ${refusals.map(code).join(', ')}.`;
  return `\n## ${listener}\n\n${description}\n\n${takes}\n${errors}\n\n${types}\n${outputTable('Update', update)}`;
}
