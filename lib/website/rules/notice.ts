import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { NOTICES, type Notice } from "./notice-words";

const STYLE = `:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;box-sizing:border-box;
background:#fbf7ef;color:#3a2a22;font:1rem/1.6 system-ui,sans-serif;text-align:center}h1{font-size:1.5rem;line-height:1.3;margin:0 0 .5rem}p{margin:0;max-width:26rem}
@media(prefers-color-scheme:dark){body{background:#1b1512;color:#f3e9dc}}`;

/** A whole small document that says why nothing opens. It is the same for everybody, so nothing is learned from it. */
export function noticePage(notice: Notice, language: GuestLanguage): string {
  const { title, text } = NOTICES[language][notice];
  return noticeDocument(title, text, language);
}

/** The same for words of one's own, which must be ours: nothing in them is escaped. */
export function noticeDocument(title: string, text: string, language: GuestLanguage): string {
  return `<!doctype html><html lang="${language}" dir="${GUEST_LANGUAGES[language].dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${title}</title><style>${STYLE}</style></head><body><main id="main"><h1>${title}</h1><p>${text}</p></main></body></html>`;
}
