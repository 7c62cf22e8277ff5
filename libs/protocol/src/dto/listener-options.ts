import type { ListenerName } from '../listeners';
import type { DtoClass } from './json-schema';
import { NetworkInterceptOptions } from './listener-options.dto';

/** The class of every listener's options; docs and the node's compiled validators are generated from it. */
export const LISTENER_OPTIONS = {
  'network.http_intercept': NetworkInterceptOptions,
} satisfies Record<ListenerName, DtoClass>;
