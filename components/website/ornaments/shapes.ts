/** A number as a path needs it: one decimal at most. */
export const short = (value: number): string => String(Math.round(value * 10) / 10);

const point = (x: number, y: number): string => `${short(x)} ${short(y)}`;

/** A flower's outline: `petals` round lobes between the radii `inner` and `outer`, about the middle. */
export function scallop(petals: number, inner: number, outer: number): string {
  const at = (step: number, radius: number) => {
    const turn = (step / petals) * 2 * Math.PI - Math.PI / 2;
    return point(radius * Math.cos(turn), radius * Math.sin(turn));
  };
  const lobes = Array.from({ length: petals }, (_, n) => `Q${at(n + 0.5, outer)} ${at(n + 1, inner)}`);
  return `M${at(0, inner)}${lobes.join("")}Z`;
}

/** A pointed leaf that grows from the middle along the x axis. */
export const leaf = (length: number, width: number): string =>
  `M0 0Q${point(length * 0.45, -width)} ${point(length, 0)}Q${point(length * 0.45, width)} 0 0Z`;

/** A jasmine's petal, round at its end, from the middle along the x axis. */
export const petal = (length: number, width: number): string =>
  `M0 0C${point(length * 0.3, -width)} ${point(length * 0.95, -width)} ${point(length, 0)}C${point(length * 0.95, width)} ${point(length * 0.3, width)} 0 0Z`;

/** Places along a swag that hangs `sag` deep between x = 0 and x = `width`. */
export function swag(width: number, top: number, sag: number, count: number): { x: number; y: number }[] {
  return Array.from({ length: count }, (_, n) => {
    const x = (width * n) / count;
    return { x, y: top + sag * (1 - ((2 * x) / width - 1) ** 2) };
  });
}

/** The top of a Mughal arch: lobes that climb from both sides, and a point over the middle. */
export function cuspedArch(width: number, height: number, inset: number): string {
  const half = width / 2;
  const lobes = 3;
  const reach = half - inset - 30;
  const climb = height - inset - 26;
  const steps = Array.from({ length: lobes + 1 }, (_, n) => {
    const turn = (n / lobes) * (Math.PI / 2);
    return { out: reach * Math.cos(turn) + 30, y: height - climb * Math.sin(turn) ** 1.1 };
  });
  const round = (from: { out: number; y: number }, to: { out: number; y: number }) =>
    short(Math.hypot(to.out - from.out, to.y - from.y) * 0.58);
  const rise = steps.slice(1).map((to, n) => {
    const radius = round(steps[n]!, to);
    return `A${radius} ${radius} 0 0 1 ${point(half - to.out, to.y)}`;
  });
  const fall = steps.slice(0, -1).map((_, n) => {
    const to = steps[lobes - 1 - n]!;
    const radius = round(steps[lobes - n]!, to);
    return `A${radius} ${radius} 0 0 1 ${point(half + to.out, to.y)}`;
  });
  const top = steps[lobes]!;
  const tip = `Q${point(half - 8, top.y - 2)} ${point(half, inset)}Q${point(half + 8, top.y - 2)} ${point(half + top.out, top.y)}`;
  return `M${point(half - steps[0]!.out, steps[0]!.y)}${rise.join("")}${tip}${fall.join("")}`;
}
