/** Number words; a second column are words for that many people ("naluguru"). Alternatives as in a lexicon. */
export const NUMBER_WORDS: Record<number, string> = {
  1: `one, ek, aik, ik, oru aal, onnu, okati, ondu, एक, એક, ਇੱਕ, ਇਕ, ஒன்று, ఒకటి, এক, ಒಂದು, ഒന്ന്, ایک`,
  2: `two, doh, dui, rendu, randu, eradu, दो, दोन, બે, ਦੋ, இரண்டு, ரெண்டு, రెండు, দুই, ಎರಡು, രണ്ട്, دو`,
  3: `three, teen, tran, tinn, moonu, munu, moodu, mudu, mooru, moonnu, तीन, ત્રણ, ਤਿੰਨ, மூன்று, மூணு, మూడు,
    তিন, ಮೂರು, മൂന്ന്, تین`,
  4: `four, char, chaar, chaa(r|)r, naalu, nalu, naangu, nalugu, naalugu, naalku, nalku, चार, ચાર, ਚਾਰ, நான்கு,
    நாலு, నాలుగు, চার, ನಾಲ್ಕು, നാല്, നാലു, چار`,
  5: `five, paanch, panch, pach, paach, panj, anju, anchu, aidu, ainthu, पांच, पाच, પાંચ, ਪੰਜ, ஐந்து, அஞ்சு, ఐదు, পাঁচ,
    ಐದು, അഞ്ച്, پانچ`,
  6: `six, chhah, chhai, cheh, chha, chah, choy, aaru, छह, छः, छे, सहा, છ, ਛੇ, ஆறு, ఆరు, ছয়, ಆರು, ആറ്, چھ`,
  7: `seven, saat, shaat, ezhu, elu, सात, સાત, ਸੱਤ, ஏழு, ఏడు, সাত, ಏಳು, ഏഴ്, سات`,
  8: `eight, aath, aatth, ettu, enimidi, entu, आठ, આઠ, ਅੱਠ, எட்டு, ఎనిమిది, আট, ಎಂಟು, എട്ട്, آٹھ`,
  9: `nine, onbadhu, tommidi, ombattu, onpathu, नौ, नऊ, નવ, ਨੌਂ, ஒன்பது, తొమ్మిది, নয়, ಒಂಬತ್ತು, ഒമ്പത്, نو`,
  10: `ten, dus, dosh, pathu, hattu, दस, दहा, દસ, ਦਸ, ਦੱਸ, பத்து, పది, দশ, ಹತ್ತು, പത്ത്, دس`,
  11: `eleven, gyarah, gyara, akra, agiyar, ग्यारह, अकरा, અગિયાર, گیارہ`,
  12: `twelve, barah, bar(a)h, बारह, बारा, બાર, بارہ`,
  13: `thirteen, terah, तेरह`,
  14: `fourteen, chaudah, चौदह`,
  15: `fifteen, pandrah, pandra, पंद्रह`,
  16: `sixteen, solah, सोलह`,
  17: `seventeen, satrah, सत्रह`,
  18: `eighteen, atharah, अठारह`,
  19: `nineteen, unnis, उन्नीस`,
  20: `twenty, bees, vees, वीस, बीस, વીસ, بیس`,
};

/** Words that are a number of people by themselves. */
export const PEOPLE_WORDS: Record<number, string> = {
  2: `dujon, dujone, iddaram, iddaramu, iddaru, ibbaru, doghe, dogha, doghehi, of us two, we two,
    we both, both of us, both of us two, the both of us, hum dono, ham dono, assi dono, asi dono, ame banne,
    amhi doghe, aamhi doghe, naanga rendu perum, memiddaram, hum dono log, हम दोनों, हम दोनो, અમે બંને, અમે બન્ને,
    आम्ही दोघे, ਅਸੀਂ ਦੋਵੇਂ, দুজন, দুজনে, ఇద్దరం, ఇద్దరు, ಇಬ್ಬರು, രണ്ടുപേർ, ഇരുവരും, ہم دونوں`,
  3: `teeno, hum teeno, tinjon, tinjone, muguram, muguru, moovaru, तिघे, तिघी, हम तीनों, তিনজন, ముగ్గురం, ముగ్గురు, ಮೂವರು`,
  4: `hum charo, charjon, charjone, naluguram, naluguramu, naluguru, nalvaru, चौघे, हम चारों, চারজন, నలుగురం, నలుగురు,
    ನಾಲ್ವರು`,
  5: `hum paancho, panchjon, aiduguram, aiduguru, aivaru, हम पांचों, পাঁচজন, ఐదుగురం, ఐదుగురు, ಐವರು`,
  6: `aruguram, aaruguram, aaruguru, aruguru, ఆరుగురం, ఆరుగురు, ছয়জন`,
};

/** Number words that are other words or family names as well. */
export const DOUBTFUL_NUMBERS: Record<number, string> = {
  2: `do, be, don`,
  3: `tin`,
  4: `nal`,
  6: `saha`,
  9: `nau`,
  10: `das, padi`,
  12: `bara`,
  20: `bis`,
};
