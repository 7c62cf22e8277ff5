// Turns the few escape sequences that our own output uses (SGR: bold, dim, italic, underline, 16 colours) into spans.
const COLOURS = ['#484f58', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#b1bac4'];
const STYLES = {
  1: 'font-weight:700',
  2: 'opacity:.6',
  3: 'font-style:italic',
  4: 'text-decoration:underline',
};
/** What each "off" code ends. */
const ENDS = { 22: ['1', '2'], 23: ['3'], 24: ['4'], 39: ['colour'] };

export function ansiToHtml(output) {
  // A spinner erases its line and writes it again; what the line shows in the end is what stays.
  const text = output.replace(/^.*\u001b\[2K/gm, '');
  const styles = new Map();
  let html = '';
  for (const part of text.split(/(\u001b\[[0-9;]*m)/)) {
    const codes = /^\u001b\[([0-9;]*)m$/.exec(part)?.[1];
    if (codes === undefined) html += span(part, styles);
    else for (const code of codes.split(';')) apply(styles, Number(code));
  }
  return html;
}

function apply(styles, code) {
  if (code === 0) styles.clear();
  else if (STYLES[code]) styles.set(String(code), STYLES[code]);
  else if (ENDS[code]) for (const ended of ENDS[code]) styles.delete(ended);
  else if (code >= 30 && code <= 37) styles.set('colour', `color:${COLOURS[code - 30]}`);
  else if (code >= 90 && code <= 97) styles.set('colour', `color:${COLOURS[code - 90]}`);
}

function span(text, styles) {
  // Other sequences move the cursor or hide it; a picture of the final text does not need them.
  const visible = text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
  if (visible === '') return '';
  const escaped = visible.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);
  return styles.size === 0 ? escaped : `<span style="${[...styles.values()].join(';')}">${escaped}</span>`;
}
