import type { z } from "zod";

/** A control request that cannot be done. */
export class Refused extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** The JSON body checked by a schema; an empty body counts as `{}`. */
export function parsed<T extends z.ZodType>(schema: T, body: Buffer): z.output<T> {
  let value: unknown;
  try {
    value = body.length === 0 ? {} : JSON.parse(body.toString("utf8"));
  } catch {
    throw new Refused("The body is not JSON");
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Refused(`${issue?.path.join(".") || "body"}: ${issue?.message ?? "not valid"}`);
}
