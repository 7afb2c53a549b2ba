import { marksOf, type Part } from "./reading-parts";
import { isEnglish } from "./reading-scan";

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s*,\s*/));

/** Beside a number other words make it an hour, a day, a choice or one too few: "at 7", "12 ko", "2 to 3", "with 4". */
const BEFORE_A_NUMBER = words(
  `for, will be, will, are, please, pls, plz, kindly, ji, jee, mein, m, me, ke liye, liye, ki, hai, hain, to, toh,
  में, मे, के लिए, जी, तो, માં, જી, ਵਿੱਚ, ਵਿਚ, ਜੀ, তে, এ, ಗೆ, కి, కు, க்கு, ന്, میں, جی, ko, को, કો, کو, ને, ਨੂੰ`,
);
const AFTER_A_NUMBER = words(
  `for, will be, will, are, please, pls, plz, ji, jee, hai, hain, ke liye, chie, chhie, chiye, aahot, ahot, andi, from our side,
  from my side, yaar, जी, हैं, है, आहोत, જી, છીએ, ਜੀ, जन, جی, ہیں, ہے, అండి, ketto, there, yes ji, টি, টা`,
);
/** "mehndi ki sangeet" may ask which of them. */
const MAY_BE_OR = words(
  "ki, ke, ka, of, to, की, के, का, तो, toh, کی, کے, کا, is, are, on, at, will, it, this",
);
/** What may stand beside functions that are named without a word more. */
const WITH_BARE_NAMES = words("for, the, ji, jee, please, pls, plz, mein, m, में, जी, માં, ਜੀ, میں, جی, to the");
const OPENS_A_QUESTION = /^(is|are|will|are all .*|will all .*|will both .*)$/;

const FILLER = "_";

function hasDoubtfulNumber(parts: readonly Part[]): boolean {
  return parts.some((one, at) => {
    if (one.mark !== FILLER) return false;
    const leads = BEFORE_A_NUMBER.has(one.word) || (one.word === "the" && at > 0);
    if (parts[at + 1]?.mark === "#" && !leads) return true;
    return parts[at - 1]?.mark === "#" && !AFTER_A_NUMBER.has(one.word);
  });
}

/** "5 jan" are five people in the languages of the west, and a day in English. */
function mayBeJanuary(parts: readonly Part[]): boolean {
  const at = parts.findIndex((one) => one.mark === "p" && one.word === "jan");
  if (at === -1) return false;
  const next = parts[at + 1];
  if (next?.mark === FILLER && !AFTER_A_NUMBER.has(next.word)) return true;
  return !parts.some((one) => /[ygGnxu1A&bqOT]/.test(one.mark) && !isEnglish(one.word));
}

function mayMeanOr(parts: readonly Part[]): boolean {
  return parts.some((one, at) => {
    const [before, after] = [parts[at - 1]?.mark, parts[at + 1]?.mark];
    if (before !== "F" || after === undefined) return false;
    if (one.mark === FILLER) return after === "F" && MAY_BE_OR.has(one.word);
    return (
      one.mark === "n" &&
      /^(illa|illai|ille|na|naa|ना|ના|না|இல்ல|இல்லை|ಇಲ್ಲ|ഇല്ല)$/.test(one.word) &&
      !/[,b]/.test(after)
    );
  });
}

/** What every word may be accounted for in and still be meant otherwise: "sangeet at 7", "thanks for the wedding", "all good". */
export function isDoubtful(parts: readonly Part[]): boolean {
  const marks = marksOf(parts);
  // What opens with "and" or "but" goes on from something we have not seen ("and 2 more" or 2 in all).
  if (/^[,_]*[bB&+]|h_+[gy]|O_*u[u_]*[^#u_]|F[qBIk_]*u[u_]*O/.test(marks)) return true;
  if (/[FA#Snxt]o|o_*F|[hsw]_*F|F_*[sw]|#p?A|#_+#/.test(marks)) return true;
  const [first, second] = parts;
  if (first && OPENS_A_QUESTION.test(first.word) && /[uAfSg#]/.test(second?.mark ?? "g")) return true;
  return hasDoubtfulNumber(parts) || mayBeJanuary(parts) || mayMeanOr(parts);
}

/** Functions alone are a yes to them, unless anything else stands there to be thanked or wished for. */
export const isBareNames = (parts: readonly Part[]): boolean =>
  /^[F&,u_-]+$/.test(marksOf(parts)) &&
  parts.every((one) => one.mark !== FILLER || WITH_BARE_NAMES.has(one.word));

/** "Everyone" is an answer; "family" or the Telugu "sare" (fine) by itself is none. */
export const isAnswerAlone = (parts: readonly Part[]): boolean =>
  /^[Af_,ju]+$/.test(marksOf(parts)) &&
  !parts.some((one) =>
    /^(sare|saare|family|our family|all family|parivar|pariwar|परिवार|خاندان)$/.test(one.word),
  );
