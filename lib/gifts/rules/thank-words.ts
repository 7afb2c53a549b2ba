import type { GuestLanguage } from "@/lib/kernel/languages";
import { isGuestLanguage } from "@/lib/kernel/languages";

/** How a message of thanks begins; whoever sends it changes it as they like. No amount is ever in it. */
const WORDS: Record<GuestLanguage, (to: string, from: string) => string> = {
  en: (to, from) =>
    `Dear ${to}, thank you for your gift and your blessings. It meant so much to have you with us. ${from}`,
  hi: (to, from) =>
    `आदरणीय ${to}, आपके उपहार और आशीर्वाद के लिए बहुत-बहुत धन्यवाद। आपके आने से हमारी ख़ुशी और बढ़ गई। ${from}`,
  gu: (to, from) =>
    `આદરણીય ${to}, તમારી ભેટ અને આશીર્વાદ માટે ખૂબ ખૂબ આભાર. તમારા આવવાથી અમારો આનંદ બમણો થયો. ${from}`,
  mr: (to, from) =>
    `आदरणीय ${to}, तुमच्या भेटीबद्दल आणि आशीर्वादाबद्दल मनापासून आभार. तुमच्या येण्याने आमचा आनंद द्विगुणित झाला. ${from}`,
  ta: (to, from) =>
    `அன்புள்ள ${to}, உங்கள் அன்பளிப்புக்கும் ஆசீர்வாதத்திற்கும் மிக்க நன்றி. நீங்கள் வந்து வாழ்த்தியது எங்களுக்கு மிகுந்த மகிழ்ச்சி. ${from}`,
  te: (to, from) => `ప్రియమైన ${to}, మీ కానుకకు, ఆశీస్సులకు హృదయపూర్వక ధన్యవాదాలు. మీ రాక మాకు ఎంతో సంతోషాన్నిచ్చింది. ${from}`,
  kn: (to, from) =>
    `ಪ್ರೀತಿಯ ${to}, ನಿಮ್ಮ ಉಡುಗೊರೆ ಮತ್ತು ಆಶೀರ್ವಾದಕ್ಕೆ ಹೃತ್ಪೂರ್ವಕ ಧನ್ಯವಾದಗಳು. ನೀವು ಬಂದದ್ದು ನಮಗೆ ತುಂಬಾ ಸಂತೋಷ ತಂದಿದೆ. ${from}`,
  ml: (to, from) =>
    `പ്രിയപ്പെട്ട ${to}, നിങ്ങളുടെ സമ്മാനത്തിനും അനുഗ്രഹത്തിനും ഒരുപാട് നന്ദി. നിങ്ങൾ ഞങ്ങളോടൊപ്പം ഉണ്ടായതിൽ വളരെ സന്തോഷം. ${from}`,
  pa: (to, from) =>
    `ਸਤਿਕਾਰਯੋਗ ${to}, ਤੁਹਾਡੇ ਤੋਹਫ਼ੇ ਅਤੇ ਅਸੀਸਾਂ ਲਈ ਬਹੁਤ-ਬਹੁਤ ਧੰਨਵਾਦ। ਤੁਹਾਡੇ ਆਉਣ ਨਾਲ ਸਾਡੀ ਖ਼ੁਸ਼ੀ ਦੂਣੀ ਹੋ ਗਈ। ${from}`,
  bn: (to, from) =>
    `প্রিয় ${to}, আপনাদের উপহার ও আশীর্বাদের জন্য আন্তরিক ধন্যবাদ। আপনাদের পাশে পেয়ে আমাদের আনন্দ দ্বিগুণ হয়েছে। ${from}`,
  ur: (to, from) =>
    `محترم ${to}، آپ کے تحفے اور دعاؤں کا بہت بہت شکریہ۔ آپ کی آمد نے ہماری خوشی دوبالا کر دی۔ ${from}`,
};

export const thankWords = (language: string, to: string, from: string): string =>
  WORDS[isGuestLanguage(language) ? language : "en"](to, from);

/** Opens a relative's own WhatsApp with the words filled in; without a number they choose the chat there. */
export const whatsAppLink = (phone: string | null, text: string): string =>
  `https://wa.me/${(phone ?? "").replace(/\D/g, "")}?text=${encodeURIComponent(text)}`;
