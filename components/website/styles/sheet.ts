import type { Look } from "@/lib/website/types";
import { BASE, PRINT } from "./base";
import { GENDA } from "./genda";
import { MOTIA } from "./motia";
import { RAAT } from "./raat";

const squeeze = (css: string): string => css.trim().replace(/\n\s*/g, "");

const SHEETS: Readonly<Record<Look, string>> = {
  genda: squeeze(BASE + GENDA + PRINT),
  motia: squeeze(BASE + MOTIA + PRINT),
  raat: squeeze(BASE + RAAT + PRINT),
};

/** The one stylesheet of a page in this look. */
export const lookSheet = (look: Look): string => SHEETS[look];

/** What a phone's browser paints its own bars with. */
export const BAR_COLORS: Readonly<Record<Look, { light: string; dark: string }>> = {
  genda: { light: "#ffe3a6", dark: "#6b2b0c" },
  motia: { light: "#f3efe6", dark: "#131412" },
  raat: { light: "#1c1450", dark: "#1c1450" },
};
