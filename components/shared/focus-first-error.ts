/** Brings into sight what a form refuses, once its words stand there: the button may be a screen below the field. */
export function focusFirstError(form: HTMLElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
