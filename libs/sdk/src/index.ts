export { fetchTransport, type HttpAnswer, type HttpRequest, type HttpTransport } from './http/http-transport';
export { RelayApi, type CallOptions, type RelayApiOptions } from './http/relay-api';
export { relayAddress, type RelayAddress } from './relay-address';
