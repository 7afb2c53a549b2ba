import type { GuestLanguage } from "@/lib/kernel/languages";
import { wholeTexts } from "./whole-texts";

/**
 * Whole texts by which a guest who stopped our messages lets them come again, for every language we speak to guests. A
 * word that is also an ordinary answer ("yes", "ok") is not among them.
 */
const START_WORDS: Record<GuestLanguage, string> = {
  en: `start, unstop, un stop, restart, resume, subscribe, resubscribe, optin, opt in, start again, start it again, start messages,
    start messages again, start message, start msg, start messaging, start messaging me, resume messages, start sending messages`,
  hi: `शुरू करो, शुरू करें, शुरू कर दो, शुरू कर दें, शुरू कीजिए, शुरू कीजिये, शुरु करो, शुरु करें, शुरु कीजिए, फिर से शुरू करो, फिर से शुरू करें,
    फिर शुरू करें, चालू करो, चालू करें, चालू कर दो, चालू कीजिए, फिर से चालू करो, फिर से चालू करें, स्टार्ट, मैसेज शुरू करो, मैसेज शुरू करें, मैसेज शुरू कर दो,
    मैसेज शुरू कीजिए, मैसेज चालू करो, मैसेज चालू करें, मेसेज शुरू करें, मेसेज चालू करो, संदेश शुरू करो, संदेश शुरू करें, संदेश चालू करें,
    shuru karo, shuru karen, shuru karein, shuru kar do, shuru kijiye, phir se shuru karo, chalu karo, chaalu karo, chalu kar do, chalu karen,
    message shuru karo, messages shuru karo, msg shuru karo, message shuru kar do, message chalu karo, messages chalu karo, msg chalu karo,
    message chalu kar do`,
  gu: `શરૂ કરો, શરુ કરો, શરૂ કરી દો, ચાલુ કરો, ચાલુ કરી દો, ફરી શરૂ કરો, ફરીથી શરૂ કરો, ફરી ચાલુ કરો, સ્ટાર્ટ, મેસેજ શરૂ કરો, મેસેજ ચાલુ કરો,
    સંદેશા શરૂ કરો, સંદેશા ચાલુ કરો, sharu karo, sharu kari do, chalu kari do, message sharu karo, message chalu kari do`,
  mr: `सुरू करा, सुरु करा, चालू करा, पुन्हा सुरू करा, पुन्हा चालू करा, मेसेज सुरू करा, मेसेज सुरु करा, मेसेज चालू करा, मॅसेज सुरू करा, संदेश सुरू करा,
    संदेश चालू करा, suru kara, suroo kara, chalu kara, punha suru kara, message suru kara, message chalu kara, msg suru kara`,
  ta: `தொடங்கு, தொடங்குங்கள், தொடங்குங்க, தொடங்கவும், ஆரம்பி, ஆரம்பியுங்கள், ஆரம்பிக்கவும், மீண்டும் தொடங்கு, மீண்டும் தொடங்குங்கள், மீண்டும் தொடங்கவும்,
    ஸ்டார்ட், செய்திகளைத் தொடங்கவும், செய்திகளைத் தொடங்குங்கள், thodangu, thodangungal, thodangunga, thodangavum, arambi, aarambi`,
  te: `ప్రారంభించండి, ప్రారంభించు, మొదలుపెట్టండి, మొదలు పెట్టండి, మళ్ళీ ప్రారంభించండి, మళ్లీ ప్రారంభించండి, మళ్ళీ మొదలుపెట్టండి, స్టార్ట్, మెసేజ్‌లు ప్రారంభించండి,
    సందేశాలు ప్రారంభించండి, prarambhinchandi, prarambinchandi, modalupettandi, modalu pettandi, malli prarambhinchandi`,
  kn: `ಪ್ರಾರಂಭಿಸಿ, ಆರಂಭಿಸಿ, ಶುರು ಮಾಡಿ, ಮತ್ತೆ ಪ್ರಾರಂಭಿಸಿ, ಮತ್ತೆ ಶುರು ಮಾಡಿ, ಸ್ಟಾರ್ಟ್, ಮೆಸೇಜ್ ಶುರು ಮಾಡಿ, ಸಂದೇಶ ಪ್ರಾರಂಭಿಸಿ, prarambhisi, prarambisi,
    arambhisi, shuru madi, matte shuru madi, message shuru madi`,
  ml: `തുടങ്ങുക, തുടങ്ങൂ, തുടങ്ങു, ആരംഭിക്കുക, ആരംഭിക്കൂ, വീണ്ടും തുടങ്ങുക, വീണ്ടും തുടങ്ങൂ, സ്റ്റാർട്ട്, മെസേജ് തുടങ്ങൂ, സന്ദേശങ്ങൾ തുടങ്ങൂ, thudanguka,
    thudangu, thudangoo, arambhikkuka, veendum thudangoo`,
  pa: `ਸ਼ੁਰੂ ਕਰੋ, ਸ਼ੁਰੂ ਕਰ ਦਿਓ, ਚਾਲੂ ਕਰੋ, ਚਾਲੂ ਕਰ ਦਿਓ, ਫਿਰ ਸ਼ੁਰੂ ਕਰੋ, ਫਿਰ ਤੋਂ ਸ਼ੁਰੂ ਕਰੋ, ਸਟਾਰਟ, ਮੈਸੇਜ ਸ਼ੁਰੂ ਕਰੋ, ਮੈਸੇਜ ਚਾਲੂ ਕਰੋ, ਸੁਨੇਹੇ ਸ਼ੁਰੂ ਕਰੋ,
    shuru kar deo, shuru kar dio, chalu kar deo, message shuru kar deo, message chalu kar deo`,
  bn: `শুরু করুন, শুরু করো, শুরু কর, আবার শুরু করুন, আবার শুরু করো, চালু করুন, চালু করো, আবার চালু করুন, স্টার্ট, মেসেজ শুরু করুন, মেসেজ চালু করুন,
    মেসেজ চালু করো, বার্তা শুরু করুন, বার্তা চালু করুন, shuru korun, shuru koro, chalu korun, chalu koro, abar shuru korun, message shuru korun,
    message chalu korun`,
  ur: `شروع کرو, شروع کریں, شروع کر دو, شروع کر دیں, شروع کردیں, شروع کیجیے, شروع کیجئے, دوبارہ شروع کریں, پھر سے شروع کریں, چالو کریں, اسٹارٹ, سٹارٹ,
    میسج شروع کریں, میسج شروع کر دیں, میسج چالو کریں, پیغام شروع کریں, پیغامات شروع کریں`,
};

/** Exact words only; anything like them goes to a human. */
export const isStartWord = wholeTexts(START_WORDS);
