import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foundIn, latinKey, searchNeedles, searchText } from "@/lib/kernel/scripts";

/** One name per line, however it is written. */
const MEET = `
  शर्मा શર્મા ਸ਼ਰਮਾ শর্মা சர்மா శర్మ ಶರ್ಮಾ ശർമ്മ شرما Sharma Sharmaa SHARMA sarma Śarmā
  राहुल રાહુલ ਰਾਹੁਲ রাহুল రాహుల్ ರಾಹುಲ್ രാഹുൽ Rahul Raahul
  मेहता મહેતા Mehta Mehtaa Maheta
  चौधरी ચૌધરી চৌধুরী چودھری Chaudhary Choudhury Chowdhury Chaudhari Choudhry Chaudhry Choudary
  अग्रवाल अगरवाल અગ્રવાલ Agarwal Aggarwal Agrawal Agarwaal
  सिंह सिंघ ਸਿੰਘ সিংহ સિંહ Singh Sinh
  हरप्रीत ਹਰਪ੍ਰੀਤ Harpreet Harprit
  कौर ਕੌਰ Kaur Kour
  लक्ष्मी லக்ஷ்மி లక్ష్మి ಲಕ್ಷ್ಮಿ ലക്ഷ്മി Lakshmi Laxmi Lakshmee
  रमेश રમેશ ਰਮੇਸ਼ রমেশ రమేష్ ರಮೇಶ ರಮೇಶ್ രമേഷ് ରମେଶ Ramesh Rameshh
  कुमार કુમાર குமார் కుమార్ ಕುಮಾರ കുമാർ Kumar Kumaar Coomar
  विजय વિજય విజయ్ Vijay Wijay Vijai
  प्रिया પ્રિયા ప్రియా Priya Pria Priyaa
  पूजा Pooja Puja Poojaa
  फ़िरोज़ Firoz Feeroz Phiroz
  दीपक દીપક Deepak Dipak
  गौरव Gaurav Gourav
  राव రావు Rao
  पांडेय पांडे Pandey Pande
  जयश्री Jayshree Jaishri
  कृष्ण Krishna
  मिश्र मिश्रा Mishra Misra
  सिन्हा Sinha
  भट्ट ભટ્ટ Bhatt Bhat
  ख़ान خان Khan
  महमूद محمود Mahmood
  मोहम्मद محمد Mohammad Muhammad Mohammed Mohd Md
  فاطمہ फ़ातिमा Fatima Fathima Fatema
  احمد अहमद Ahmad Ahmadh
  سلمان सलमान Salman Salmaan
  کپور कपूर Kapoor Kapur
  मनमोहन Manmohan
  सरस्वती Saraswati Saraswathi
  कुलकर्णी Kulkarni
  तेंदुलकर Tendulkar
  देशपांडे Deshpande
  अर्चना Archana
  বিশ্বাস Biswas
  যতীন Jatin
  முருகன் முருகன் Murugan
  சுந்தரம் Sundaram
  கார்த்திக் Karthik Kartik
  ఝాన్సీ Jhansi
  ഗോപാൽ Gopal
  ജോസഫ് Josaph
  ઝવેરી Zaveri Jhaveri
  ज्ञानेश्वर Gyaneshwar
  आनंद आनन्द Anand
  सिद्धार्थ Siddharth Sidharth
  D'Souza D’Souza Dsouza
  सारा Sarah Sara
  ९८२५० ૯૮૨૫૦ 98250
  2200 २२००
`
  .trim()
  .split("\n")
  .map((line) => line.trim().split(" "));

const anyText = fc.string({ unit: "binary" });
const names = MEET.flat();

describe("latinKey", () => {
  it.each(MEET)("%s and its other spellings meet", (...spellings) => {
    expect([...new Set(spellings.map(latinKey))]).toHaveLength(1);
  });

  it("keeps different names apart, as far as sound does", () => {
    expect(new Set(MEET.map((line) => latinKey(line[0] ?? ""))).size).toBe(MEET.length);
    for (const [one, other] of [
      ["Ramesh", "Rakesh"],
      ["मीना", "मोना"],
      ["Shah", "Sahil"],
      ["Mahmood", "Mohammad"],
      ["Roma", "Ruma"],
      ["Manish", "Manisha"],
    ] as const)
      expect(latinKey(one)).not.toBe(latinKey(other));
  });

  it("joins words by one space and drops what is neither letter nor digit", () => {
    expect(latinKey("  Ramesh-bhai\t(Shah) 🎉 ")).toBe("rames bai sah");
    expect(latinKey("रमेश  शर्मा")).toBe("rames sarma");
    expect(latinKey("🙏 -")).toBe("");
    expect(latinKey("王小明")).toBe("王小明");
  });

  it("is total, tidy and settled for names", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = latinKey(text);
        expect(key).toBe(key.trim());
        expect(key).not.toMatch(/ {2}|[A-Z]/);
        if (/^[\p{ASCII}\u0900-\u0d65]*$/u.test(text)) expect(key).toMatch(/^[a-z0-9 ]*$/);
      }),
      { numRuns: 500 },
    );
    for (const name of names) expect(latinKey(latinKey(name))).toBe(latinKey(name));
  });

  it("does not mind case, doubled spaces or composition", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 4 }), (words) => {
        const key = latinKey(words.join(" "));
        expect(latinKey(words.join("  ").toUpperCase())).toBe(key);
        expect(latinKey(words.join("-").normalize("NFD"))).toBe(key);
        expect(key).toBe(words.map(latinKey).join(" "));
      }),
    );
  });

  it("makes 60,000 keys within a second", async () => {
    const makeAll = () => {
      for (let i = 0; i < 60_000; i++) latinKey(i % 2 ? "Ramesh Sharma" : "सुनीता चौधरी");
    };
    await expect(makeAll).toCostLessThan(1_000);
  });
});

describe("search", () => {
  const finds = (query: string, name: string): boolean => foundIn(searchText(name), searchNeedles(query));

  it.each([
    ["sharma", "शर्मा"],
    ["शर्मा", "Ramesh Sharma"],
    ["Sharmaa", "Sunita SHARMA"],
    ["rme", "Parmesh"],
    ["sharma ram", "Ramesh Sharma"],
    ["sharma ji", "Ramesh Sharma"],
    ["Smt शर्मा", "Sunita Sharma"],
    ["chowdhury", "सुनील चौधरी"],
    ["aggar", "Agrawal"],
    ["agr", "Aggarwal Agro"],
    ["souza", "Maria D’Souza"],
    ["d'souza", "Maria D’Souza"],
    ["o'n", "Sean O'Neil"],
    ["ganesh", "கணேஷ்"],
    ["கணேஷ்", "Ganesh Iyer"],
    ["laxmi", "ലക്ഷ്മി"],
    ["uncle", "Raju Uncle"],
    ["ji", "Guptaji"],
    ["९८", "Room 98"],
    ["rené", "RENÉE"],
    ["né", "Renée"],
    ["sh", "Sharma"],
    ["100%", "Room 100"],
    ["& sunita", "Ramesh and Sunita"],
    ["ami", "Amit Sharma family"],
    ["sharma family", "शर्मा परिवार"],
    ["sharma fam", "Sharma family"],
    ["family", "Family"],
    ["fam", "Famida Sheikh"],
  ])("%s finds %s", (query, name) => expect(finds(query, name)).toBe(true));

  it.each([
    ["sharma", "Ramesh Verma"],
    ["shah", "Salil Sharma Sarah"],
    ["sharma ramesh", "Suresh Sharma"],
    ["sh", "Sarita"],
    ["mahmood", "Mohammad"],
    ["ami", "Ramesh Sharma family"],
    ["mili", "Sharma family, 12 Park Street"],
    ["pari", "शर्मा परिवार"],
  ])("%s does not find %s", (query, name) => expect(finds(query, name)).toBe(false));

  it("asks for nothing when nothing can be read, and never for wild cards", () => {
    expect(searchNeedles("  ")).toEqual([]);
    expect(searchNeedles("🎉 % _")).toEqual([]);
    fc.assert(
      fc.property(anyText, (query) => {
        for (const form of searchNeedles(query).flat()) expect(form).toMatch(/^[\p{L}\p{M}\p{N} ]+$/u);
      }),
    );
  });

  it("finds a name by any part of any of its words, in whatever script it is written", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        (words, from, length) => {
          const word = words[from % words.length] ?? "";
          const start = from % word.length;
          const part = word.slice(start, start + 1 + (length % word.length));
          if (/^\p{M}/u.test(part)) return;
          expect(finds(part, words.join(" "))).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("finds other scripts while a name is still being typed", () => {
    const indic = /^[\u0900-\u0d7f]/;
    const tries = MEET.flatMap((line) =>
      line
        .filter((word) => /^[a-z]+$/i.test(word))
        .flatMap((typed) =>
          line.filter((word) => indic.test(word)).map((stored) => [typed, stored] as const),
        ),
    ).flatMap(([typed, stored]) =>
      Array.from(
        { length: Math.max(0, typed.length - 2) },
        (_, i) => [typed.slice(0, i + 3), stored] as const,
      ),
    );
    const found = tries.filter(([typed, stored]) => finds(typed, stored));
    console.info(
      `beginnings typed in Latin that find the name in another script: ${found.length} of ${tries.length}`,
    );
    expect(found.length / tries.length).toBeGreaterThan(0.9);
  });
});
