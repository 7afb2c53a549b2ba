import type { ReactElement } from "react";

/** A whole document as text. Next refuses a plain import of the renderer in a route, so it is asked for when needed. */
export async function toHtml(document: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await import("react-dom/server");
  return `<!doctype html>${renderToStaticMarkup(document)}`;
}
