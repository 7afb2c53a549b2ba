import { sideOf } from "./row-details";

/** Words by which a list says whose guests come next, in a row of their own. */
const SECTION =
  /^\W*(?:from\s+)?(?:the\s+)?(?:(?:bride|groom|bridegroom|girl|boy)s?['’]?s?\s+(?:side|family|relatives|list|party|guests)(?:\s+(?:guests?|list|family|relatives|invitees))?|la[dr]k(?:i|e|a|ee)\s*[wv][ao]*l[aei]\w{0,2}|(?:var|vadhu|kanya)\s+paksh\w?|(?:वर|वधू|कन्या)\s*पक्ष|(?:लड़की|लड़के|लडकी|लडके)\s*वाले)[\s:：.\-–—*]*$/iu;

export const isSection = (words: string): boolean => SECTION.test(words);

/** In words, what the head of a section does to the guests below it. */
export function sectionWords(words: string): string {
  const side = sideOf(words);
  if (side !== "bride" && side !== "groom")
    return "This row only heads a part of the list; it is not a guest. Put the side into a column of its own (Bride or Groom beside each guest), or bring each side as its own list.";
  return `This row only heads a part of the list; it is not a guest. The guests below it are on the ${side}'s side, unless their row says otherwise, until the next heading.`;
}
