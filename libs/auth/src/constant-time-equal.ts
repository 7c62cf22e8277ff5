import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two strings are the same, in a time that tells nothing about where or in what length they differ. */
export function constantTimeEqual(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
