import type { ChangeEvent } from "react";

type Texts<F> = { [K in keyof F]: F[K] extends string ? K : never }[keyof F];

/** What a plain text field of a form needs, where the form is one object that is changed part by part. */
export const textOf =
  <F extends object>(form: F, set: (part: Partial<F>) => void) =>
  (name: Texts<F>, maxLength: number) => ({
    autoComplete: "off",
    maxLength,
    value: form[name] as string,
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      set({ [name]: event.target.value } as unknown as Partial<F>),
  });
