import { useState } from "react";

/** `busy` from the first moment of a work of several steps until its last: a second click finds it taken. */
export function useBusy() {
  const [busy, setBusy] = useState(false);
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    setBusy(true);
    try {
      return await work();
    } finally {
      setBusy(false);
    }
  };
  return { busy, during };
}
