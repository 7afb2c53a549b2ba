import pg from "pg";

/**
 * Where a drain process dies by its own hand (SIGKILL: no handler runs), at the `FAULT_AFTER`th time it comes there:
 * `answer`: the provider's HTTP answer has come, nothing else was done with it. `record`: the answers are about to be
 * written. `commit`: they are written, the transaction is not committed. Only tests load this file.
 */
const POINT = process.env.FAULT_POINT;
let left = Number(process.env.FAULT_AFTER ?? 1);

function reach(point: string): void {
  if (point !== POINT || --left > 0) return;
  process.kill(process.pid, "SIGKILL");
  // The signal takes a moment; nothing may happen in it.
  for (;;);
}

if (POINT) {
  const call = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await call(input, init);
    if (String(input).endsWith("/messages")) reach("answer");
    return answer;
  };
  const recording = new WeakSet<object>();
  type Query = (this: object, ...args: unknown[]) => unknown;
  const client = pg.Client.prototype as unknown as { query: Query };
  const query = client.query;
  client.query = function (...args) {
    const [given] = args;
    const text = typeof given === "string" ? given : String((given as { text?: string }).text ?? "");
    if (text.includes("coalesce(a.provider_id, o.provider)")) {
      reach("record");
      recording.add(this);
    } else if (text === "commit" && recording.delete(this)) reach("commit");
    return query.apply(this, args);
  };
}
