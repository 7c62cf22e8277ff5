import { OttoError, isListenerName, type ActionPayload, type ListenerName, type ListenerOptions } from '@otto/protocol';
import { validateListenerOptions } from '../../generated/payload-validators';
import { defineAction } from '../action';

/** Starts a listener. Its updates follow on the requestId of this command, once its result has gone out. */
export const subscribe = defineAction({
  name: 'listener.subscribe',
  check: (payload) => void wanted(payload),
  async run({ subscriptions, requestId, traceId, clientId, grant, signal }, payload) {
    const { listener, options } = wanted(payload);
    await subscriptions.subscribe({ requestId, traceId, clientId, listener, options }, { grant, signal });
    return { listener, requestId };
  },
});

interface Wanted {
  readonly listener: ListenerName;
  readonly options: ListenerOptions<ListenerName>;
}

/** Throws `unsupported_listener`, or the code that the options' DTO names. */
function wanted({ listener, options = {} }: ActionPayload<'listener.subscribe'>): Wanted {
  if (!isListenerName(listener)) throw new OttoError('unsupported_listener', { listener });
  validateListenerOptions(listener, options);
  return { listener, options };
}
