import { it } from "vitest";

/** What only `npm run proof` runs: the same as a shorter form that every `npm test` has, in more ways or at more places. */
export const long = process.env.LONG_FORMS ? it : it.skip;
