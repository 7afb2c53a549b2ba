import type { SiteWords } from "./site-text";

export const GU: SiteWords = {
  invites: "આપને સહપરિવાર ભાવભર્યું આમંત્રણ પાઠવે છે",
  beforeNames: "",
  afterNames: "નાં શુભ લગ્નમાં",
  and: "અને",
  functions: "પ્રસંગો",
  families: "અમારા પરિવાર",
  travel: "કેવી રીતે પહોંચવું",
  stay: "ક્યાં રોકાવું",
  contacts: "ખરેખર કોણ આમંત્રણ આપે છે",
  contactsHelp: "આમંત્રણ સાચું છે કે નહીં એ જાણવું હોય તો અમારામાંથી કોઈને ફોન કરો.",
  contactsPublic: "તમને આ લોકો આમંત્રણ આપે છે. અમારા ફોન નંબર તમારા પોતાના પાના પર છે, જેની લિંક તમને સંદેશામાં મળી છે.",
  gifts: "ભેટ",
  giftsUpi: "UPI",
  map: "નકશા પર જુઓ",
  dress: "પહેરવેશ",
  cancelled: "રદ",
  ownLink: "તમને આમંત્રણ મળ્યું છે? પરિવારના સંદેશામાં તમારી પોતાની લિંક છે; જવાબ ત્યાં આપો.",
  real: "શું આ આમંત્રણ સાચું છે?",
  updated: (when) => `છેલ્લો ફેરફાર: ${when}`,
};
