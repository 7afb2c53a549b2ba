import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";

const PARENT = `
import { startChild } from "./scripts/stack/children.ts";
const child = startChild("child", ["-e", "setTimeout(() => undefined, 20_000)"], {}, () => undefined);
console.log(child.process.pid);
`;

/** Where nobody collects the dead, what has ended is still listed. */
const hasEnded = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !hasEnded(pid);
  } catch {
    return false;
  }
}

it("a child ends with whoever started it, even where that is killed", async () => {
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", PARENT], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await once(parent.stdout, "data");
  const pid = Number(String(said));
  expect(isThere(pid)).toBe(true);
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(isThere(pid)).toBe(false), { timeout: 10_000 });
});
