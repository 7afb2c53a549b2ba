/** 16 px, so that a phone does not zoom into the field. */
export const inputLook = [
  "block w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-base text-ink",
  "transition-colors hover:border-ink",
  "focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus",
  "aria-invalid:border-rose aria-invalid:border-2",
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted",
].join(" ");
