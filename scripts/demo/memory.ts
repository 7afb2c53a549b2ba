import { readFileSync } from "node:fs";

/** The web process's largest resident size in MB, where the system tells. */
export function watchMemory(pid: () => number | undefined): { stop(): number } {
  let peak = 0;
  const look = () => {
    try {
      peak = Math.max(
        peak,
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid()}/status`, "utf8"))?.[1] ?? 0) / 1024,
      );
    } catch {
      // No /proc on this system; the figure stays 0.
    }
  };
  const timer = setInterval(look, 500);
  return {
    stop() {
      look();
      clearInterval(timer);
      return Math.round(peak);
    },
  };
}
