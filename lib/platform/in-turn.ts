import type { SQL } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** Writes of one transaction, in their order. */
export interface InTurn {
  /** Resolves as soon as the statement is on its way: while the database works, the next is put together. */
  write(statement: SQL): Promise<void>;
  /** Resolves when all are done; rejects with the first failure. Nothing may be read before. */
  done(): Promise<void>;
}

export function inTurn(tx: Transaction): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async write(statement) {
      await last;
      last = tx.execute(statement).then(() => undefined);
      // A failure is met by whoever waits next.
      last.catch(() => undefined);
    },
    async done() {
      await last;
    },
  };
}
