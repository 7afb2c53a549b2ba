import { readFile, writeFile } from "node:fs/promises";
import { PROOFS } from "./proofs";

export type ProofState = Record<
  string,
  { ok: boolean; n: number; seed: number; seconds: number; on: string; figures: Record<string, unknown> }
>;

const PAGE = "docs/PROOF.md";

/** The sections of a page by their headings. */
export const sectionsOf = (page: string): Map<string, string> =>
  new Map(
    page
      .split(/^(?=## )/m)
      .slice(1)
      .map((section) => [section.split("\n", 1)[0]!, section.trimEnd()]),
  );

/**
 * Writes docs/PROOF.md from what has been run: what was claimed, with which N and seeds, and what came out. What ran on
 * another machine, and so is on the page alone, stays.
 */
export async function writeProofPage(state: ProofState): Promise<void> {
  const before = sectionsOf(await readFile(PAGE, "utf8").catch(() => ""));
  const sections = PROOFS.flatMap((proof) => {
    const parts = proof.parts
      .flatMap((part) => state[`${proof.name}/${part.seed}`] ?? [])
      // A result of another size proves something else.
      .filter((done) => proof.parts.some((part) => part.seed === done.seed && part.n === done.n));
    const elsewhere = before.get(`## ${proof.name}`);
    if (parts.length === 0 && elsewhere) return [`${elsewhere}\n`];
    if (parts.length === 0)
      return [`## ${proof.name}\n\n${proof.says}.\n\nNot run yet: \`npm run proof -- ${proof.name}\`.\n`];
    const total = parts.reduce((sum, part) => sum + part.n, 0);
    const failed = parts.filter((part) => !part.ok).length;
    const rows = parts.map(
      (part) =>
        `| ${part.seed} | ${part.n} | ${part.ok ? "passed" : "**failed**"} | ${part.seconds} | ${part.on} | \`${JSON.stringify(part.figures).replaceAll("|", "\\|")}\` |`,
    );
    const bound =
      failed === 0 && !proof.measured
        ? ` No failure in N = ${total}: with 95 % confidence fewer than ${((3 / total) * 100).toPrecision(2)} % would fail (rule of three).`
        : "";
    return [
      `## ${proof.name}\n\n${proof.says}.${bound}\n\n| seed | n | result | seconds | on | figures |\n| --- | --- | --- | --- | --- | --- |\n${rows.join("\n")}\n`,
    ];
  });
  await writeFile(
    PAGE,
    `# Proof\n\nWritten by \`npm run proof\`; nothing here is typed by hand. The short forms run in \`npm test\`.\n\n${sections.join("\n")}`,
  );
}
