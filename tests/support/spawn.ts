import { type ChildProcess, spawn } from "node:child_process";

export interface Spawned {
  child: ChildProcess;
  lines: string[];
  exited: Promise<number | null>;
}

/** A TypeScript file in a Node process of its own, with this process's environment. */
export function spawnTs(file: string, env: Record<string, string> = {}): Spawned {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    env: { ...process.env, ...env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => lines.push(...chunk.split("\n").filter(Boolean)));
  }
  return { child, lines, exited: new Promise((resolve) => child.once("exit", (code) => resolve(code))) };
}
