/** An expected refusal: a value, never an exception. `code` is for programs, `message` for people. */
export interface Refusal<Code extends string = string> {
  readonly ok: false;
  readonly code: Code;
  readonly message: string;
  readonly details?: unknown;
}

export type Result<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | Refusal<Code>;

export const accept = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <Code extends string>(
  code: Code,
  message: string,
  details?: unknown,
): Refusal<Code> => ({
  ok: false,
  code,
  message,
  details,
});
