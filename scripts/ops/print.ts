/** A report as lines to read: a thing of a list on a line of its own, what it holds in turn indented below. */
export function* linesOf(report: Record<string, unknown>, indent = ""): Generator<string> {
  for (const [name, value] of Object.entries(report)) {
    const list = Array.isArray(value) ? value : null;
    if (!list?.every(isRecord)) {
      yield `${indent}${name}: ${isRecord(value) || list ? JSON.stringify(value) : value}`;
      continue;
    }
    yield `${indent}${name}: ${list.length}`;
    for (const one of list) {
      const parts = Object.entries(one);
      const plain = parts.filter(([, part]) => !Array.isArray(part) && part !== null);
      yield `${indent}  ${plain.map(([key, part]) => `${key} ${isRecord(part) ? JSON.stringify(part) : part}`).join(", ")}`;
      yield* linesOf(Object.fromEntries(parts.filter(([, part]) => Array.isArray(part))), `${indent}    `);
    }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);
