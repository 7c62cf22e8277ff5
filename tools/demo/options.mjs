import { parseArgs } from 'node:util';
import { Failure } from '../bootstrap/failure.mjs';

const USAGE = 'npm run demo -- [url] [--headed] [--keep]';

/**
 * What the user wants from the demo.
 * @param {readonly string[]} args
 * @returns {{ url: string | undefined, headed: boolean, keep: boolean }}
 */
export function demoOptions(args) {
  const { values, positionals } = parse(args);
  const [url, ...more] = positionals;
  if (more.length > 0) throw refusal('one page at a time, please');
  if (url !== undefined && !isWebAddress(url)) throw refusal(`"${url}" is not an http or https URL`);
  return { url, headed: values.headed ?? false, keep: values.keep ?? false };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { headed: { type: 'boolean' }, keep: { type: 'boolean' } },
    });
  } catch (error) {
    throw refusal(/** @type {Error} */ (error).message);
  }
}

/** @param {string} text */
function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** @param {string} reason */
function refusal(reason) {
  return new Failure('Reading the arguments', reason, { remedy: `Call it as: ${USAGE}` });
}
