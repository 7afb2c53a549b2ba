"use client";

import { useState } from "react";
import useSWR, { type SWRConfiguration } from "swr";
import { readLive } from "./read-live";

/** SWR gives the same answer for two seconds otherwise, however often it is asked: a screen that asks each second would be late by two. */
const SAME_ANSWER_MS = 300;
/** A phone without a net is asked as well: SWR would rest, and old numbers would stand there without a word. */
const ALWAYS = { dedupingInterval: SAME_ANSWER_MS, refreshWhenOffline: true };

/** What a page asks for again and again, every `refreshInterval` milliseconds; `error` is `SignedOut` or a missing answer. */
export const useLive = <T>(address: string, options: SWRConfiguration<T, Error>) =>
  useSWR<T, Error>(address, readLive, { ...ALWAYS, ...options });

let followed = 0;

/** The same for something that begins now: what an earlier look at this address has left behind is not shown. */
export function useLiveFromNow<T>(address: string, options: SWRConfiguration<T, Error>) {
  const [mine] = useState(() => ++followed);
  return useSWR<T, Error>([address, mine], () => readLive<T>(address), {
    ...ALWAYS,
    ...options,
  });
}
