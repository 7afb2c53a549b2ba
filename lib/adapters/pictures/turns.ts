import { AppError } from "@/lib/kernel/errors";

/**
 * Lets `atOnce` works run and `waiting` wait; whoever comes then is told to come back. It bounds the memory of this
 * process, nothing else: each process has its own.
 */
export function turns(atOnce: number, waiting: number) {
  let running = 0;
  const queue: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (queue.length >= waiting)
        throw new AppError("too_many", "Many photos are being read just now. Please try again in a moment.");
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  };
}
