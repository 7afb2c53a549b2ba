// Runs a TypeScript entry on a Node that is new enough: the one that came with `npm ci`, else the user's own.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const bundled = path.join(
  "node_modules",
  `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`,
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const runtime = existsSync(bundled)
  ? path.resolve(bundled)
  : major > 22 || (major === 22 && minor >= 12)
    ? process.execPath
    : undefined;
if (!runtime) {
  console.error(
    `ParinayaOS needs Node 22.12 or newer; this is ${process.version}. Install Node 24 (https://nodejs.org) and start again.`,
  );
  process.exit(1);
}
if (!existsSync("node_modules/tsx")) {
  console.error("The packages are not installed. Run: npm ci");
  process.exit(1);
}
// Options of Node may come before the entry.
const child = spawn(runtime, ["--import", "tsx", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, PATH: `${path.dirname(runtime)}${path.delimiter}${process.env.PATH ?? ""}` },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
