/**
 * Asks again and again until the answer is the wanted one, as a user at a terminal would; fails when the time is over.
 * The probes are whole programs and take long enough by themselves that no pause is needed between them.
 */
export async function eventually<T>(
  probe: () => Promise<T>,
  wanted: (answer: T) => boolean,
  withinMs: number,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await probe();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms; last answer: ${JSON.stringify(answer)}`);
  }
}
