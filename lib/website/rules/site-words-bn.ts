import type { SiteWords } from "./site-words";

export const BN: SiteWords = {
  invites: "আপনাদের সপরিবারে সাদর আমন্ত্রণ জানাচ্ছেন",
  beforeNames: "",
  afterNames: "এঁদের শুভ বিবাহে",
  and: "ও",
  functions: "অনুষ্ঠান",
  families: "আমাদের পরিবার",
  travel: "কীভাবে পৌঁছাবেন",
  stay: "কোথায় থাকবেন",
  contacts: "সত্যিই কারা নিমন্ত্রণ করছেন",
  contactsHelp: "এই নিমন্ত্রণ আসল কি না জানতে চাইলে আমাদের কাউকে ফোন করুন।",
  contactsPublic: "আপনাদের নিমন্ত্রণ করছেন এঁরা। আমাদের ফোন নম্বর আপনাদের নিজের পাতায় আছে, যার লিঙ্ক বার্তায় পেয়েছেন।",
  gifts: "উপহার",
  giftsUpi: "UPI",
  map: "মানচিত্রে দেখুন",
  dress: "পোশাক",
  cancelled: "বাতিল",
  ownLink: "আপনাদের কি নিমন্ত্রণ আছে? বাড়ির বার্তায় আপনাদের নিজের লিঙ্ক আছে; উত্তর সেখানেই দিন।",
  real: "এই নিমন্ত্রণ কি আসল?",
  updated: (when) => `শেষ বদল: ${when}`,
};
