import type { SiteWords } from "./site-text";

export const PA: SiteWords = {
  invites: "ਤੁਹਾਨੂੰ ਪਰਿਵਾਰ ਸਮੇਤ ਪਿਆਰ ਨਾਲ ਸੱਦਾ ਦਿੰਦੇ ਹਨ",
  beforeNames: "",
  afterNames: "ਦੇ ਸ਼ੁਭ ਵਿਆਹ ਵਿੱਚ",
  and: "ਅਤੇ",
  functions: "ਸਮਾਗਮ",
  families: "ਸਾਡੇ ਪਰਿਵਾਰ",
  travel: "ਕਿਵੇਂ ਪਹੁੰਚੀਏ",
  stay: "ਕਿੱਥੇ ਠਹਿਰੀਏ",
  contacts: "ਸੱਚਮੁੱਚ ਕੌਣ ਸੱਦ ਰਿਹਾ ਹੈ",
  contactsHelp: "ਸੱਦਾ ਅਸਲੀ ਹੈ ਜਾਂ ਨਹੀਂ, ਇਹ ਜਾਣਨਾ ਹੋਵੇ ਤਾਂ ਸਾਡੇ ਵਿੱਚੋਂ ਕਿਸੇ ਨੂੰ ਫ਼ੋਨ ਕਰ ਲਓ।",
  contactsPublic: "ਤੁਹਾਨੂੰ ਇਹ ਲੋਕ ਸੱਦ ਰਹੇ ਹਨ। ਸਾਡੇ ਫ਼ੋਨ ਨੰਬਰ ਤੁਹਾਡੇ ਆਪਣੇ ਪੰਨੇ ਉੱਤੇ ਹਨ, ਜਿਸ ਦਾ ਲਿੰਕ ਤੁਹਾਨੂੰ ਸੁਨੇਹੇ ਵਿੱਚ ਮਿਲਿਆ ਹੈ।",
  gifts: "ਤੋਹਫ਼ੇ",
  giftsUpi: "UPI",
  map: "ਨਕਸ਼ੇ ਉੱਤੇ ਵੇਖੋ",
  dress: "ਪਹਿਰਾਵਾ",
  cancelled: "ਰੱਦ",
  ownLink: "ਕੀ ਤੁਹਾਨੂੰ ਸੱਦਾ ਆਇਆ ਹੈ? ਪਰਿਵਾਰ ਦੇ ਸੁਨੇਹੇ ਵਿੱਚ ਤੁਹਾਡਾ ਆਪਣਾ ਲਿੰਕ ਹੈ; ਜਵਾਬ ਉੱਥੇ ਦਿਓ।",
  real: "ਕੀ ਇਹ ਸੱਦਾ ਅਸਲੀ ਹੈ?",
  updated: (when) => `ਆਖ਼ਰੀ ਤਬਦੀਲੀ: ${when}`,
};
