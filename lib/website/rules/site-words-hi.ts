import type { SiteWords } from "./site-text";

export const HI: SiteWords = {
  invites: "आपको सपरिवार सादर आमंत्रित करते हैं",
  beforeNames: "",
  afterNames: "के शुभ विवाह में",
  and: "संग",
  functions: "समारोह",
  families: "हमारे परिवार",
  travel: "कैसे पहुँचें",
  stay: "कहाँ ठहरें",
  contacts: "निमंत्रण असल में किनकी ओर से है",
  contactsHelp: "निमंत्रण असली है या नहीं, यह जानना हो तो हम में से किसी को फ़ोन कर लीजिए।",
  contactsPublic: "आपको ये लोग बुला रहे हैं। हमारे फ़ोन नंबर आपके अपने पन्ने पर हैं, जिसका लिंक आपको संदेश में मिला है।",
  gifts: "उपहार",
  giftsUpi: "UPI",
  map: "नक्शे पर देखें",
  dress: "पहनावा",
  cancelled: "रद्द",
  ownLink: "क्या आप आमंत्रित हैं? परिवार के संदेश में आपका अपना लिंक है; जवाब वहीं दीजिए।",
  real: "क्या यह निमंत्रण असली है?",
  updated: (when) => `आख़िरी बदलाव: ${when}`,
};
