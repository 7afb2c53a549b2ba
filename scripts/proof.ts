import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type ProofState, writeProofPage } from "./proof/page";
import { PROOFS } from "./proof/proofs";

const STATE = path.join(".parinaya", "proof.json");

const readState = async (): Promise<ProofState> =>
  JSON.parse(await readFile(STATE, "utf8").catch(() => "{}")) as ProofState;

/**
 * `npm run proof -- [name…]`: the long forms of the fault and property tests. Each part that has passed is remembered
 * with its N and seed, so a run that was broken off goes on where it stopped; `--again` runs what passed once more,
 * `--fresh` forgets everything.
 */
async function main(): Promise<number> {
  const words = process.argv.slice(2);
  const again = words.includes("--again");
  const names = words.filter((word) => !word.startsWith("--"));
  const unknown = names.filter((name) => !PROOFS.some((proof) => proof.name === name));
  if (unknown.length > 0)
    throw new Error(
      `There is no proof ${unknown.join(", ")}. There are: ${PROOFS.map((proof) => proof.name).join(", ")}.`,
    );
  await mkdir(".parinaya", { recursive: true });
  if (words.includes("--fresh")) await rm(STATE, { force: true });
  let failed = 0;
  for (const proof of PROOFS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    for (const part of proof.parts) {
      const key = `${proof.name}/${part.seed}`;
      const before = (await readState())[key];
      if (!again && before?.ok && before.n === part.n) {
        process.stdout.write(`${key}: passed before\n`);
        continue;
      }
      process.stdout.write(`${key}: ${proof.says} (n = ${part.n})\n`);
      const started = performance.now();
      const { ok, figures } = await proof.run(part);
      // Another run may have written meanwhile.
      const state = await readState();
      state[key] = {
        ok,
        n: part.n,
        seed: part.seed,
        seconds: Math.round((performance.now() - started) / 1000),
        on: new Date().toISOString().slice(0, 10),
        figures,
      };
      if (!ok) failed++;
      process.stdout.write(`${key}: ${ok ? "passed" : "FAILED"} ${JSON.stringify(figures)}\n`);
      await writeFile(STATE, JSON.stringify(state, null, 2));
      await writeProofPage(state);
    }
  }
  await writeProofPage(await readState());
  return failed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
