import { type ChildProcess, spawn } from "node:child_process";

export interface Child {
  name: string;
  process: ChildProcess;
  exited: Promise<number | null>;
}

const WITH_PARENT = new URL("./with-parent.mjs", import.meta.url).href;

/** Starts one child of the stack. Its output goes to `onLine`; it ends with us, even where we are killed. */
export function startChild(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
  onLine: (line: string, stream: "out" | "err") => void,
): Child {
  const child = spawn(process.execPath, ["--import", WITH_PARENT, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: false,
  });
  for (const [stream, source] of [
    ["out", child.stdout!],
    ["err", child.stderr!],
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

/** The processes of one stack: started with one environment, ended together, and watched meanwhile. */
export class Children {
  /** Resolves with a sentence when a child ends that nobody asked to. */
  readonly broken: Promise<string>;
  readonly #env: Record<string, string>;
  readonly #log: (name: string, line: string) => void;
  readonly #running = new Set<Child>();
  #stopping = false;
  #report: (why: string) => void = () => undefined;

  constructor(env: Record<string, string>, log: (name: string, line: string) => void) {
    this.#env = env;
    this.#log = log;
    this.broken = new Promise((resolve) => {
      this.#report = resolve;
    });
  }

  start(name: string, args: readonly string[], extra: Record<string, string>): Child {
    const child = startChild(name, args, { ...this.#env, ...extra }, (line) => this.#log(name, line));
    this.#running.add(child);
    void child.exited.then((code) => {
      this.#running.delete(child);
      if (!this.#stopping) this.#report(`${name} ended by itself (${code ?? "killed"}).`);
    });
    return child;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#running].map((child) => stopChild(child)));
  }
}
