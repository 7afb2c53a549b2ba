export type Theme = "system" | "light" | "dark";

export const themeCookie = "theme";

export function readTheme(value: string | undefined | null): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

/** The attribute of <html>; the system's choice is the absence of one. */
export function themeAttribute(theme: Theme): { "data-theme"?: "light" | "dark" } {
  return theme === "system" ? {} : { "data-theme": theme };
}

/** Runs before the first paint, so that a cached page, which cannot read the cookie, does not flash either. */
export const themeScript = `(function(){var m=document.cookie.match(/(?:^|; )${themeCookie}=(light|dark)/);if(m)document.documentElement.dataset.theme=m[1]})()`;
