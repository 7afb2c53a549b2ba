export const tabListLook =
  "relative flex gap-1 overflow-x-auto overflow-y-hidden border-line border-b [scrollbar-width:none] -mx-4 px-4 sm:mx-0 sm:px-0 lg:flex-wrap lg:overflow-x-visible lg:overflow-y-visible";

export const tabLook = [
  "-mb-px flex min-h-11 shrink-0 items-center gap-2 whitespace-nowrap border-transparent border-b-2 px-3 font-medium",
  "text-muted no-underline transition-colors hover:text-ink focus-visible:-outline-offset-2",
  "data-disabled:opacity-50",
].join(" ");
