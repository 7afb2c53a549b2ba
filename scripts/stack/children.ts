import { type ChildProcess, spawn } from "node:child_process";

export interface Child {
  name: string;
  process: ChildProcess;
  exited: Promise<number | null>;
}

/** Starts one child of the stack. Its output goes to `onLine`; it never outlives us on purpose. */
export function startChild(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
  onLine: (line: string, stream: "out" | "err") => void,
): Child {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: false,
  });
  for (const [stream, source] of [
    ["out", child.stdout],
    ["err", child.stderr],
  ] as const) {
    let rest = "";
    source.setEncoding("utf8");
    source.on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line, stream);
    });
    source.on("end", () => rest && onLine(rest, stream));
  }
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return { name, process: child, exited };
}

/** Asks a child to end, and makes it after a while. */
export async function stopChild(child: Child, patienceMs = 8_000): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  child.process.kill("SIGTERM");
  const timer = setTimeout(() => child.process.kill("SIGKILL"), patienceMs);
  await child.exited;
  clearTimeout(timer);
}
