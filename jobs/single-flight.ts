/**
 * Runs work for a key once at a time in this process. A call while it runs makes it run once more afterwards, so that
 * nothing that was committed before the call is overlooked. It saves effort; correctness lies in the database.
 */
export function singleFlight(): (key: string, work: () => Promise<void>) => Promise<void> {
  const running = new Map<string, { again: boolean }>();
  return async (key, work) => {
    const flight = running.get(key);
    if (flight) {
      flight.again = true;
      return;
    }
    const mine = { again: true };
    running.set(key, mine);
    try {
      while (mine.again) {
        mine.again = false;
        await work();
      }
    } finally {
      running.delete(key);
    }
  };
}
