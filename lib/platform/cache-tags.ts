import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external";

/**
 * Next keeps the address that was asked for as a tag of every cached answer of a route, and for a rewritten request that
 * is the address from outside: a household's secret link would be written into the cache. A cached route calls this
 * first; where Next keeps its tags elsewhere one day, nothing is cached rather than a secret.
 */
export function keepNoAddress(): void {
  const store = workUnitAsyncStorage.getStore();
  if (store?.type === "request") return;
  if (!store || !("tags" in store) || !store.tags)
    throw new Error("Next keeps the tags of a cached answer elsewhere: see lib/platform/cache-tags.ts.");
  store.tags = store.tags.filter((tag) => tag.startsWith("_N_T_/site/"));
}
