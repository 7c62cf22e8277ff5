export const OPERATOR_TOKEN = 'operator-token-of-a-relay-under-test';
export const TOKEN_SECRET = 'token-secret-of-a-relay-under-test-only';
