import { version } from '../package.json';

/** Of this command line. */
export const VERSION: string = version;
