import { version } from '../../package.json';

/** Of this relay, as hello_ack and auth_ack tell it. */
export const RELAY_VERSION: string = version;
