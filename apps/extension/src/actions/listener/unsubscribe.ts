import { defineAction } from '../action';

/** Ends a listener. One that has ended by itself, or that this node never had, is as good as ended. */
export const unsubscribe = defineAction({
  name: 'listener.unsubscribe',
  async run({ subscriptions, clientId }, { targetRequestId }) {
    const wasActive = await subscriptions.unsubscribe({ clientId, targetRequestId });
    return { targetRequestId, wasActive };
  },
});
