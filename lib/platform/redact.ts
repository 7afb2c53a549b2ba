import { sha256Hex } from "@/lib/kernel/bytes";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SECRET_NAMES =
  /^(authorization|cookie|set-cookie|password|secret|token|access_?token|session_?token|e_?mail|phone|destination|to|from|text|body|address|name|params|content)$/i;

/** Removes what could name a guest or open a door from a piece of text: numbers, tokens, mail addresses, wamids. */
export function redactText(text: string): string {
  return text
    .replace(/wamid\.[A-Za-z0-9+/=_-]+/g, (wamid) => `wamid#${sha256Hex(wamid).slice(0, 10)}`)
    .replace(/\/(g|i|exports)\/[A-Za-z0-9_-]{16,}/g, "/$1/[token]")
    .replace(/([?&](?:token|key|code|state)=)[^&\s"]+/gi, "$1[secret]")
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, "[mail]")
    .replace(/[A-Za-z0-9_-]{30,}/g, (run) => (UUID.test(run) ? run : "[token]"))
    .replace(/(?<![\w-])\+?\d[\d ()-]{6,17}\d(?![\w-])/g, (run) =>
      run.replace(/\D/g, "").length >= 8 ? "[number]" : run,
    );
}

/** The same for a whole log record; what lies under a telling name is dropped without looking. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (depth > 6) return "[deep]";
  if (value instanceof Error) return redactError(value);
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_NAMES.test(name) && (typeof inner === "string" || typeof inner === "object") && inner !== null
        ? "[redacted]"
        : redact(inner, depth + 1),
    ]),
  );
}

/** A driver's error carries the statement's parameters, which are people: nothing after `params:` is kept. */
export const errorText = (error: unknown): string =>
  redactText((error instanceof Error ? error.message : String(error)).split(/\n?params:/)[0]!);

function redactError(error: Error): Record<string, unknown> {
  const { code, constraint } = error as Error & { code?: unknown; constraint?: unknown };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: errorText(error),
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    stack: redactText(frames.join("\n")),
    ...(error.cause instanceof Error ? { cause: redactError(error.cause) } : {}),
  };
}
