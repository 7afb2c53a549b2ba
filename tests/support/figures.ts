import { appendFileSync } from "node:fs";

/** What a proof has measured: printed beside its result, and written into docs/PROOF.md by `npm run proof`. */
export function figures(name: string, measured: Record<string, unknown>): void {
  process.stdout.write(`${name}: ${JSON.stringify(measured)}\n`);
  if (process.env.PROOF_FIGURES)
    appendFileSync(process.env.PROOF_FIGURES, `${JSON.stringify({ [name]: measured })}\n`);
}
