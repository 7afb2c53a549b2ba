import { counted, families } from "@/components/shared/fill-words";

/** "212 families said yes and do not know". */
export const unawareWords = ({ unaware }: { unaware: number }): string =>
  `${counted(unaware, families)} said yes or maybe and ${unaware === 1 ? "does" : "do"} not know`;
