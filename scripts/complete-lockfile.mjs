// Adds to package-lock.json the optional platform packages that its registry did not serve when it was written.
// A registry may carry only some platforms' binaries; `npm ci` then calls the lockfile out of sync, everywhere.
// Run after `npm install`: node scripts/complete-lockfile.mjs
import { readFileSync, writeFileSync } from "node:fs";

const OS = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
  "windows",
  "aix",
];
const CPU = ["arm64", "x64", "ia32", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "wasm32", "arm"];

/** What a platform package is for, as its name says it: `@x/core-linux-arm-musleabihf` → linux, arm, musl. */
function platformOf(name) {
  const words = name.split("/").at(-1).split(/[-.]/);
  const os = OS.find((one) => words.includes(one));
  const cpu = CPU.find((one) => words.includes(one));
  const libc =
    os !== "linux"
      ? undefined
      : words.some((word) => word.startsWith("musl"))
        ? "musl"
        : words.some((word) => word.startsWith("gnu"))
          ? "glibc"
          : undefined;
  if (!os && cpu !== "wasm32") return null;
  return {
    ...(os ? { os: [os === "windows" ? "win32" : os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc ? { libc: [libc] } : {}),
  };
}

/** The entry that `name` means for the package at `at`: the nearest one on the way up. */
function resolve(packages, at, name) {
  for (let place = at; ; place = place.slice(0, Math.max(0, place.lastIndexOf("/node_modules/")))) {
    const entry = packages[`${place}${place ? "/" : ""}node_modules/${name}`];
    if (entry || place === "") return entry;
  }
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
let added = 0;
for (const [at, entry] of Object.entries(lock.packages)) {
  for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    const found = resolve(lock.packages, at, name);
    const version = wanted.replace(/^[^\d]*/, "");
    if (!platform || (found && (found.version === version || wanted !== version))) continue;
    // Where another version lies at the top, this one belongs beside the package that wants it.
    const place = found ? `${at}/node_modules/${name}` : `node_modules/${name}`;
    lock.packages[place] = { version, ...platform, optional: true, ...(entry.dev ? { dev: true } : {}) };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added`);
