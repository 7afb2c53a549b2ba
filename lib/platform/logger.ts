import pino from "pino";
import { env } from "./env";
import { redact } from "./redact";

let memo: pino.Logger | undefined;

/** One wide event per request and job, as JSON on stdout. Whatever is passed goes through `redact` first. */
export function logger(): pino.Logger {
  memo ??= pino(
    {
      level: env().LOG_LEVEL,
      base: undefined,
      messageKey: "event",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (record) => redact(record) as Record<string, unknown>,
      },
    },
    pino.destination({ fd: 1, sync: false }),
  );
  return memo;
}
