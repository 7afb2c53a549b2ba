import type { GuestLanguage } from "@/lib/kernel/languages";

/** Beside the calendar files: WhatsApp's own window opens no file of that kind. */
const HINTS: Record<GuestLanguage, string> = {
  en: "If nothing opens inside WhatsApp, choose ⋮ and “Open in browser” first.",
  hi: "WhatsApp के अंदर न खुले, तो पहले ⋮ दबाकर “ब्राउज़र में खोलें” चुनिए।",
  gu: "WhatsApp ની અંદર ન ખૂલે તો પહેલાં ⋮ દબાવી “બ્રાઉઝરમાં ખોલો” પસંદ કરો.",
  mr: "WhatsApp मध्ये उघडले नाही तर आधी ⋮ दाबून “ब्राउझरमध्ये उघडा” निवडा.",
  ta: "WhatsApp உள்ளே திறக்கவில்லை என்றால், முதலில் ⋮ அழுத்தி “உலாவியில் திற” என்பதைத் தேர்ந்தெடுங்கள்.",
  te: "WhatsApp లోపల తెరుచుకోకపోతే, ముందుగా ⋮ నొక్కి “బ్రౌజర్‌లో తెరవండి” ఎంచుకోండి.",
  kn: "WhatsApp ಒಳಗೆ ತೆರೆಯದಿದ್ದರೆ, ಮೊದಲು ⋮ ಒತ್ತಿ “ಬ್ರೌಸರ್‌ನಲ್ಲಿ ತೆರೆಯಿರಿ” ಆಯ್ಕೆ ಮಾಡಿ.",
  ml: "WhatsApp-നുള്ളിൽ തുറക്കുന്നില്ലെങ്കിൽ ആദ്യം ⋮ അമർത്തി “ബ്രൗസറിൽ തുറക്കുക” തിരഞ്ഞെടുക്കുക.",
  pa: "WhatsApp ਦੇ ਅੰਦਰ ਨਾ ਖੁੱਲ੍ਹੇ ਤਾਂ ਪਹਿਲਾਂ ⋮ ਦਬਾ ਕੇ “ਬ੍ਰਾਊਜ਼ਰ ਵਿੱਚ ਖੋਲ੍ਹੋ” ਚੁਣੋ।",
  bn: "WhatsApp-এর ভিতরে না খুললে আগে ⋮ চেপে “ব্রাউজারে খুলুন” বেছে নিন।",
  ur: "WhatsApp کے اندر نہ کھلے تو پہلے ⋮ دبا کر “براؤزر میں کھولیں” چنیے۔",
};

export const browserHint = (language: GuestLanguage): string => HINTS[language];
