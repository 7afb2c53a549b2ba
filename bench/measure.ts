/** One figure of `npm run bench`: always beside a floor measured in the same run on the same machine. */
export interface Figure {
  value: number;
  floor: number;
  ratio_to_floor: number;
  goal: string;
  unit: string;
  n: number;
  [more: string]: unknown;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Candidate and floor in turn (A B A B …), so that a slow minute of the machine falls on both. Medians, in ms. */
export async function alternate(
  rounds: number,
  candidate: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ value: number; floor: number; worst: number }> {
  const values: number[] = [];
  const floors: number[] = [];
  for (let i = 0; i < rounds; i++) {
    values.push(await candidate());
    floors.push(await floor());
  }
  return { value: median(values), floor: median(floors), worst: Math.max(...values) };
}
