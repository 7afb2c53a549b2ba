import { leaf, petal, scallop, short, swag } from "@/components/website/ornaments/shapes";
import type { Look } from "@/lib/website/types";

/** What a look is drawn with, and where its ornament leaves room for words. */
export interface Scene {
  colors: { over: string; title: string; joint: string; date: string };
  weight: 400 | 600;
  /** Nothing of the ornament lies between these heights in the middle. */
  top: number;
  bottom: number;
  svg: string;
}

export interface Frame {
  width: number;
  height: number;
  /** Where the round photo goes, if there is one. */
  photo: { x: number; y: number; radius: number } | null;
  /** Nothing will be written: an ornament stands in the middle instead. */
  bare: boolean;
}

/** The sides are seen on a wide picture only. */
const sides = ({ width, height }: Frame): boolean => width > height;

const inMiddle = ({ width, height, bare }: Frame, inside: string): string =>
  bare ? `<g transform="translate(${width / 2} ${height / 2 + 24})">${inside}</g>` : "";

const ring = (photo: Frame["photo"], draw: (radius: number) => string): string =>
  photo ? `<g transform="translate(${photo.x} ${photo.y})">${draw(photo.radius)}</g>` : "";

const picture = ({ width, height }: Frame, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inside}</svg>`;

const marigold = (id: string, [a, b, c, d]: readonly string[]): string =>
  `<g id="${id}"><path d="${scallop(14, 9, 13.6)}" fill="${a}"/><path d="${scallop(11, 6.4, 10)}" fill="${b}"/><path d="${scallop(8, 3.6, 6.8)}" fill="${c}"/><circle r="2.2" fill="${d}"/></g>`;

const put = (id: string, x: number, y: number, scale: number, turn = 0): string =>
  `<use xlink:href="#${id}" transform="translate(${short(x)} ${short(y)}) rotate(${turn}) scale(${scale})"/>`;

/** A string of marigolds with tassels, one hanging over the middle. */
function toran(width: number, tile: number): string {
  const parts: string[] = [];
  for (let left = width / 2 - tile * Math.ceil(width / 2 / tile); left < width; left += tile) {
    for (const [n, { x, y }] of swag(tile, 14, 66, 17).entries())
      parts.push(put(n % 3 === 1 ? "mb" : "ma", left + x, y, n % 3 === 1 ? 1 : 1.15));
    for (const turn of [62, 90, 118]) parts.push(put("ml", left, 20, 1.6, turn));
    for (let n = 0; n < 4; n++) parts.push(put(n % 2 ? "mb" : "ma", left, 28 + n * 18, 0.95 - n * 0.06));
    parts.push(`<path d="M${short(left - 6)} 94h12l-6 16z" fill="#B93C07"/>`);
  }
  return parts.join("");
}

/** Long strings of flowers at the sides. */
function strings({ width }: Frame): string {
  const one = (x: number, flowers: number) =>
    Array.from({ length: flowers }, (_, n) => put(n % 3 === 1 ? "mb" : "ma", x, 60 + n * 25, 1.02)).join("") +
    put("ml", x, 56 + flowers * 25, 1.3, 68) +
    put("ml", x, 56 + flowers * 25, 1.3, 112);
  return [42, 82, 122].map((x, n) => one(x, 15 - n * 4) + one(width - x, 15 - n * 4)).join("");
}

function genda(frame: Frame): Scene {
  const { width, height, photo } = frame;
  const middle = photo?.y ?? height / 2 + 40;
  const rangoli = [
    [24, 268, 312],
    [24, 244, 278],
    [16, 176, 240],
    [16, 146, 196],
  ].map(([petals, inner, outer]) => `<path d="${scallop(petals!, inner!, outer!)}"/>`);
  const edge = Array.from({ length: Math.ceil(width / 30) + 1 }, (_, n) =>
    put(n % 2 ? "mb" : "ma", width / 2 + (n - Math.ceil(width / 60)) * 30, height + 2, 1.15),
  );
  return {
    colors: { over: "#6B3A1E", title: "#7A2E1D", joint: "#C2570C", date: "#6B3A1E" },
    weight: 600,
    top: 128,
    bottom: height - 34,
    svg: picture(
      frame,
      `<defs><radialGradient id="g" cy="45%" r="75%"><stop offset="0" stop-color="#FFFBF2"/><stop offset="1" stop-color="#FBE3BC"/></radialGradient>${marigold("ma", ["#C2410C", "#E8640E", "#F58A1F", "#B93C07"])}${marigold("mb", ["#E08A00", "#F6AE1E", "#FFCB4D", "#D98200"])}<g id="ml"><path d="${leaf(30, 11)}" fill="#4C7A2B"/><path d="M2 0H26" stroke="#7FA653" stroke-width=".9"/></g></defs>
<rect width="100%" height="100%" fill="url(#g)"/>
<g transform="translate(${width / 2} ${middle})" fill="none" stroke="#C2570C" stroke-opacity=".16" stroke-width="2">${rangoli.join("")}</g>
${sides(frame) ? strings(frame) : ""}${toran(width, 240)}${edge.join("")}${inMiddle(frame, put("ma", 0, 0, 8))}
${ring(photo, (r) => `<path d="${scallop(30, r + 8, r + 22)}" fill="#F6AE1E"/><path d="${scallop(30, r + 2, r + 14)}" fill="#E8640E"/><circle r="${r + 4}" fill="#FFFBF2"/>`)}`,
    ),
  };
}

/** Half a spray of jasmine; the other half is its mirror. */
const BRANCH = [
  `<path d="M0 30C30 34 62 26 92 8" fill="none" stroke="#7C8A5C" stroke-width="1"/>`,
  put("jl", 22, 32, 0.92, -38),
  put("jl", 34, 31, 0.92, 34),
  put("jl", 52, 26, 0.92, -58),
  put("jl", 62, 23, 0.83, 16),
  put("jb", 78, 16, 1.08, -62),
  put("jb", 84, 12, 1, 4),
  put("jb", 92, 8, 1, -32),
  put("jf", 44, 25, 0.71, 20),
].join("");
const SPRAY = `<g id="js">${BRANCH}<g transform="scale(-1 1)">${BRANCH}</g>${put("jf", -14, 31, 0.79, 12)}${put("jf", 14, 31, 0.79, -12)}${put("jf", 0, 25, 1.12)}</g>`;

function motia(frame: Frame): Scene {
  const { width, height, photo } = frame;
  const petals = [0, 72, 144, 216, 288].map(
    (turn) =>
      `<path d="${petal(10.5, 5)}" fill="#FFFEFA" stroke="#B9AC8C" stroke-width=".7" transform="rotate(${turn - 90})"/>`,
  );
  const line = (inset: number, weight: number) =>
    `<rect x="${inset}" y="${inset}" width="${width - 2 * inset}" height="${height - 2 * inset}" rx="4" fill="none" stroke="#B9A67C" stroke-width="${weight}"/>`;
  return {
    colors: { over: "#5F5645", title: "#3E3526", joint: "#6E7B4F", date: "#5F5645" },
    weight: 400,
    top: photo ? 70 : 138,
    bottom: height - 84,
    svg: picture(
      frame,
      `<defs><g id="jf">${petals.join("")}<circle r="1.5" fill="#D9C27A"/></g><g id="jb"><path d="${petal(11, 3.6)}" fill="#FFFEFA" stroke="#B9AC8C" stroke-width=".7"/><path d="M0 0H3.4" stroke="#7C8A5C" stroke-width="1.6"/></g><g id="jl"><path d="${leaf(24, 8)}" fill="#8C9A6A"/><path d="M0 0H20" stroke="#6E7B4F" stroke-width=".8"/></g>${SPRAY}</defs>
<rect width="100%" height="100%" fill="#FBF8F0"/>${inMiddle(frame, `<use xlink:href="#js" transform="translate(0 -70) scale(2.6)"/>`)}${line(26, 2.2)}${line(36, 0.9)}
${photo || frame.bare ? "" : `<use xlink:href="#js" transform="translate(${width / 2} 52) scale(1.7)"/>`}
<rect x="${width / 2 - 128}" y="${height - 50}" width="256" height="30" fill="#FBF8F0"/><use xlink:href="#js" transform="translate(${width / 2} ${height - 4}) scale(1.2 -1.2)"/>
${ring(photo, (r) => `<circle r="${r + 16}" fill="none" stroke="#B9A67C" stroke-width=".9"/><circle r="${r + 10}" fill="none" stroke="#B9A67C" stroke-width="2.2"/>${put("jl", -10, r + 14, 1.2, 200)}${put("jl", 10, r + 14, 1.2, -20)}${put("jf", 0, r + 14, 1.6)}`)}`,
    ),
  };
}

/** Numbers that look thrown and are the same each time. */
const thrown = (n: number, most: number): number =>
  Math.abs(Math.sin(n * 12.9898) * 43_758.5453 * most) % most;

const lamp = (x: number, y: number, size: number): string =>
  `<g transform="translate(${x} ${y}) scale(${size})"><circle r="30" fill="url(#b)" opacity=".8"/><path d="M0 ${short(-y / size)}V-14" stroke="#8A7440" stroke-width=".7"/><path d="M-4-14h8l2 4h-12z" fill="#C9A24B"/><path d="M-6-10C-11-2-9 8-4 12H4C9 8 11-2 6-10Z" fill="#F5C463" fill-opacity=".35" stroke="#E3B964" stroke-width="1"/><path d="M-2.6-10C-5-2-4 8-1.6 12M2.6-10C5-2 4 8 1.6 12" fill="none" stroke="#E3B964" stroke-width=".7"/><ellipse cy="2" rx="2.3" ry="4.4" fill="#FFE7B0"/><path d="M-4 12h8l-1.6 3h-4.8z" fill="#C9A24B"/><path d="M0 15v9" stroke="#C9A24B" stroke-width=".8"/><circle cy="25" r="1.8" fill="#E3B964"/></g>`;

function lamps({ width }: Frame): string {
  return [
    [105, 300, 3],
    [205, 210, 2.1],
  ]
    .map(([x, y, size]) => lamp(x!, y!, size!) + lamp(width - x!, y!, size!))
    .join("");
}

function raat(frame: Frame): Scene {
  const { width, height, photo } = frame;
  const stars = Array.from(
    { length: Math.round(width / 11) },
    (_, n) =>
      `<circle cx="${short(thrown(n + 1, width))}" cy="${short(thrown(n + 101, height))}" r="${short(0.6 + thrown(n + 201, 1.4))}" fill="#F3E2B0" opacity="${(0.25 + thrown(n + 301, 0.6)).toFixed(2)}"/>`,
  );
  const lights: string[] = [];
  for (let left = width / 2 - 200 * Math.ceil(width / 400); left < width; left += 200) {
    lights.push(
      `<path d="M${left} 8Q${left + 100} 128 ${left + 200} 8" fill="none" stroke="#8A7440" stroke-width="1.4"/>`,
    );
    for (const { x, y } of swag(200, 8, 60, 10))
      lights.push(
        `<circle cx="${short(left + x)}" cy="${short(y + 5)}" r="13" fill="url(#b)"/><circle cx="${short(left + x)}" cy="${short(y + 5)}" r="3.6" fill="#FFEFC4"/>`,
      );
  }
  const line = (inset: number, weight: number, opacity: number) =>
    `<rect x="${inset}" y="${inset}" width="${width - 2 * inset}" height="${height - 2 * inset}" rx="18" fill="none" stroke="#D9B25F" stroke-width="${weight}" opacity="${opacity}"/>`;
  return {
    colors: { over: "#E8DCC0", title: "#F3D48B", joint: "#D9A94A", date: "#F0E6D0" },
    weight: 600,
    top: photo ? 98 : 112,
    bottom: height - 58,
    svg: picture(
      frame,
      `<defs><linearGradient id="n" x2="0" y2="1"><stop offset="0" stop-color="#0B0D2C"/><stop offset=".6" stop-color="#17123F"/><stop offset="1" stop-color="#2A1550"/></linearGradient><radialGradient id="b"><stop offset="0" stop-color="#FFD982" stop-opacity=".75"/><stop offset="1" stop-color="#FFD982" stop-opacity="0"/></radialGradient></defs>
<rect width="100%" height="100%" fill="url(#n)"/>${stars.join("")}${line(24, 2, 0.9)}${line(33, 1, 0.5)}${sides(frame) ? lamps(frame) : ""}${lights.join("")}${inMiddle(frame, lamp(0, 0, 6))}
<g transform="translate(${width / 2} ${height - 24})"><circle r="20" fill="#2A1550"/><path d="${scallop(8, 7, 17)}" fill="#E3B964"/><circle r="4" fill="#2A1550"/></g>
${ring(photo, (r) => `<circle r="${r + 40}" fill="url(#b)" opacity=".5"/><circle r="${r + 12}" fill="#17123F" stroke="#D9B25F" stroke-width="1.2"/><circle r="${r + 5}" fill="none" stroke="#E3B964" stroke-width="3"/>`)}`,
    ),
  };
}

export const SCENES: Readonly<Record<Look, (frame: Frame) => Scene>> = { genda, motia, raat };
