import type { GuestLanguage } from "@/lib/kernel/languages";
import { wholeTexts } from "./whole-texts";

/**
 * Whole texts by which a guest stops our messages, for every language we speak to guests. A word that is also an ordinary
 * answer ("no", "வேண்டாம்") or asks to wait ("थांबा") is not among them: a human reads it.
 */
const STOP_WORDS: Record<GuestLanguage, string> = {
  en: `stop, stopall, stop all, stop it, unsubscribe, cancel, end, quit, optout, opt out, stop messages, stop message, stop msg,
    stop messaging, stop messaging me, stop messages please, stop sending messages, stop sending me messages, do not message me,
    don't message me, don't send me messages, no more messages`,
  hi: `रुको, रोको, रोकें, रोकिए, रोकिये, रोक दो, बंद करो, बंद करें, बंद कर दो, बंद कर दें, बंद कीजिए, बंद कीजिये, स्टॉप, स्टाप,
    मैसेज बंद करो, मैसेज बंद करें, मैसेज बंद कर दो, मैसेज बंद कीजिए, मेसेज बंद करो, मेसेज बंद करें, मैसेज रोको, मैसेज मत भेजो, मैसेज मत भेजें,
    मैसेज मत भेजिए, संदेश बंद करो, संदेश बंद करें, संदेश रोकें, संदेश मत भेजो, संदेश मत भेजें,
    band karo, bandh karo, bund karo, band kar do, bandh kar do, band karen, band karein, band kijiye, roko,
    message band karo, messages band karo, msg band karo, msgs band karo, message bandh karo, message band karen, message band karein,
    message band kar do, message mat bhejo, messages mat bhejo, msg mat bhejo, message mat bhejna, msg mat karo, message mat karo`,
  gu: `બંધ કરો, બંધ કરી દો, બંધ કર, રોકો, અટકાવો, સ્ટોપ, મેસેજ બંધ કરો, મેસેજ બંધ કરી દો, મેસેજ અટકાવો, સંદેશ બંધ કરો, સંદેશા બંધ કરો,
    મેસેજ ન મોકલો, મેસેજ ના મોકલો, bandh kari do, band kari do, atkavo, message bandh kari do, message na moklo`,
  mr: `थांबवा, बंद करा, बंद कर, स्टॉप, मेसेज बंद करा, मेसेज थांबवा, मॅसेज बंद करा, मेसेजेस बंद करा, संदेश बंद करा, संदेश थांबवा, मेसेज पाठवू नका,
    संदेश पाठवू नका, thambva, thambava, thaambva, thaambava, band kara, bandh kara, message band kara, msg band kara, message thambva,
    message thambava, message pathvu naka, message pathavu naka`,
  ta: `நிறுத்து, நிறுத்துங்கள், நிறுத்துங்க, நிறுத்தவும், நிறுத்துக, நிறுத்தி விடுங்கள், ஸ்டாப், செய்தி நிறுத்து, செய்திகளை நிறுத்து,
    செய்திகளை நிறுத்தவும், செய்திகளை நிறுத்துங்கள், மெசேஜ் நிறுத்து, மெசேஜ் நிறுத்துங்கள், மெசேஜ் அனுப்ப வேண்டாம், செய்தி அனுப்ப வேண்டாம்,
    செய்திகள் வேண்டாம், மெசேஜ் வேண்டாம், niruthu, nirutthu, niruththu, niruthungal, nirutthungal, niruththungal, niruthunga, niruthavum,
    message niruthu, message niruthungal, message anuppa vendam, message venda, message vendam`,
  te: `ఆపండి, ఆపు, ఆపేయండి, ఆపివేయండి, ఆపెయ్యండి, నిలిపివేయండి, నిలిపి వేయండి, స్టాప్, మెసేజ్ ఆపండి, మెసేజ్‌లు ఆపండి, మెసేజీలు ఆపండి,
    మెసేజెస్ ఆపండి, సందేశాలు ఆపండి, సందేశాలను ఆపండి, మెసేజ్ పంపవద్దు, సందేశాలు పంపవద్దు, aapandi, apandi, aapeyandi, apeyandi,
    message aapandi, messages aapandi, message apandi, messages apandi, message pampavaddu, messages pampoddu, message pampoddu`,
  kn: `ನಿಲ್ಲಿಸಿ, ನಿಲ್ಲಿಸು, ನಿಲ್ಲಿಸಿರಿ, ನಿಲ್ಲಿಸಿಬಿಡಿ, ಸ್ಟಾಪ್, ಮೆಸೇಜ್ ನಿಲ್ಲಿಸಿ, ಮೆಸೇಜ್‌ಗಳನ್ನು ನಿಲ್ಲಿಸಿ, ಸಂದೇಶ ನಿಲ್ಲಿಸಿ, ಸಂದೇಶಗಳನ್ನು ನಿಲ್ಲಿಸಿ,
    ಮೆಸೇಜ್ ಕಳುಹಿಸಬೇಡಿ, ಸಂದೇಶ ಕಳುಹಿಸಬೇಡಿ, ಮೆಸೇಜ್ ಬೇಡ, nillisi, nilisi, nillisu, message nillisi, messages nillisi, message kaluhisabedi,
    message beda`,
  ml: `നിർത്തുക, നിർത്തൂ, നിർത്തു, നിർത്ത്, നിർത്തണം, നിർത്തിക്കോളൂ, നിറുത്തുക, നിറുത്തൂ, നിറുത്തു, സ്റ്റോപ്പ്, സ്റ്റോപ്,
    മെസേജ് നിർത്തൂ, മെസേജ് നിർത്തുക, മെസ്സേജ് നിർത്തൂ, മെസ്സേജ് നിർത്തുക, സന്ദേശങ്ങൾ നിർത്തുക, സന്ദേശങ്ങൾ നിർത്തൂ, സന്ദേശം നിർത്തുക,
    മെസേജ് അയക്കരുത്, മെസ്സേജ് അയക്കരുത്, സന്ദേശം അയക്കരുത്, nirthuka, nirthoo, nirthu, niruthuka, niruthoo, nirthikko,
    message nirthu, message nirthuka, messages nirthuka, message ayakkaruthu, message ayakkaruth`,
  pa: `ਬੰਦ ਕਰੋ, ਬੰਦ ਕਰ ਦਿਓ, ਬੰਦ ਕਰ ਦੋ, ਬੰਦ ਕਰ ਦੇਵੋ, ਰੋਕੋ, ਰੋਕ ਦਿਓ, ਸਟਾਪ, ਮੈਸੇਜ ਬੰਦ ਕਰੋ, ਮੈਸਜ ਬੰਦ ਕਰੋ, ਮੈਸੇਜ ਬੰਦ ਕਰ ਦਿਓ, ਸੁਨੇਹੇ ਬੰਦ ਕਰੋ,
    ਸੁਨੇਹਾ ਬੰਦ ਕਰੋ, ਮੈਸੇਜ ਨਾ ਭੇਜੋ, ਸੁਨੇਹੇ ਨਾ ਭੇਜੋ, band kar deo, band kar dio, message band kar deo, message na bhejo, msg na bhejo`,
  bn: `বন্ধ করুন, বন্ধ করো, বন্ধ কর, বন্ধ করে দিন, বন্ধ করে দাও, থামান, থামাও, স্টপ, মেসেজ বন্ধ করুন, মেসেজ বন্ধ করো, মেসেজ বন্ধ করে দিন,
    বার্তা বন্ধ করুন, বার্তা পাঠানো বন্ধ করুন, মেসেজ পাঠানো বন্ধ করুন, মেসেজ পাঠাবেন না, বার্তা পাঠাবেন না,
    bondho korun, bondho koro, bandho korun, bandho koro, bondo korun, bondo koro, message bondho korun,
    message bondho koro, message pathaben na, msg pathaben na`,
  ur: `بند کرو, بند کریں, بند کر دو, بند کر دیں, بند کردو, بند کردیں, بند کیجیے, بند کیجئے, روکو, روکیں, روک دیں, روک دو, اسٹاپ, سٹاپ,
    میسج بند کرو, میسج بند کریں, میسج بند کر دیں, میسج نہ بھیجیں, میسج مت بھیجیں, میسج مت بھیجو, میسج روکیں, پیغام بند کریں, پیغامات بند کریں,
    پیغام نہ بھیجیں, پیغامات نہ بھیجیں, پیغامات روکیں`,
};

/** Exact words only, in any spelling a keyboard makes of them; anything like them goes to a human. */
export const isStopWord = wholeTexts(STOP_WORDS);
