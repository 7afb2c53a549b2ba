import type { SiteWords } from "./site-text";

export const UR: SiteWords = {
  invites: "آپ کو اہلِ خانہ سمیت خلوص کے ساتھ مدعو کرتے ہیں",
  beforeNames: "",
  afterNames: "کی شادی خانہ آبادی میں",
  and: "اور",
  functions: "تقریبات",
  families: "ہمارے خاندان",
  travel: "کیسے پہنچیں",
  stay: "کہاں ٹھہریں",
  contacts: "دعوت اصل میں کس کی طرف سے ہے",
  contactsHelp: "دعوت اصلی ہے یا نہیں، یہ جاننا ہو تو ہم میں سے کسی کو فون کر لیجیے۔",
  contactsPublic:
    "آپ کو یہ لوگ بلا رہے ہیں۔ ہمارے فون نمبر آپ کے اپنے صفحے پر ہیں، جس کا لنک آپ کو پیغام میں ملا ہے۔",
  gifts: "تحائف",
  giftsUpi: "UPI",
  map: "نقشے پر دیکھیے",
  dress: "لباس",
  cancelled: "منسوخ",
  ownLink: "کیا آپ مدعو ہیں؟ گھر والوں کے پیغام میں آپ کا اپنا لنک ہے؛ جواب وہیں دیجیے۔",
  real: "کیا یہ دعوت اصلی ہے؟",
  updated: (when) => `آخری تبدیلی: ${when}`,
};
