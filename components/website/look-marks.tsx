import type { ReactElement } from "react";
import type { Look } from "@/lib/website/types";
import { GendaGround, GendaMark, GendaToran } from "./ornaments/genda";
import { MotiaMark, MotiaSpray } from "./ornaments/motia";
import { RaatArch, RaatLights, RaatMark } from "./ornaments/raat";

/** What hangs over the page; drawn once, since the other ornaments borrow its flowers. */
export function Crown({ look }: { look: Look }): ReactElement {
  if (look === "genda") return <GendaToran />;
  return look === "raat" ? <RaatLights /> : <MotiaSpray />;
}

/** What stands behind or around the names. */
export function Frame({ look }: { look: Look }): ReactElement | null {
  if (look === "genda") return <GendaGround />;
  return look === "raat" ? <RaatArch /> : null;
}

/** Under a heading, and at the page's end. */
export function Mark({ look }: { look: Look }): ReactElement {
  if (look === "genda") return <GendaMark />;
  return look === "raat" ? <RaatMark /> : <MotiaMark />;
}
