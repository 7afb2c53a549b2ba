/** Lines, not shadows; a fade of 120 ms that reduced motion switches off. */
export const popupLook = [
  "rounded-md border border-line-strong bg-surface text-ink outline-none",
  "transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0",
].join(" ");

export const backdropLook =
  "fixed inset-0 z-40 bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0";

/** A sheet from below on a phone, where the thumb is; in the middle on a laptop. */
export const sheetLook = [
  "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col rounded-t-md border border-line bg-surface text-ink outline-none",
  "pb-[env(safe-area-inset-bottom)] transition-[opacity,translate]",
  "data-starting-style:translate-y-4 data-starting-style:opacity-0 data-ending-style:translate-y-4 data-ending-style:opacity-0",
  "sm:inset-x-auto sm:bottom-auto sm:start-1/2 sm:top-1/2 sm:max-h-[85dvh] sm:w-[min(92vw,var(--sheet-width,32rem))]",
  "sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-md",
  "sm:data-starting-style:-translate-y-1/2 sm:data-ending-style:-translate-y-1/2",
].join(" ");
