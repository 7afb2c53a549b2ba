/**
 * Indian scripts as sounds of a small Latin alphabet, for search keys: aspirates and lengths are folded already (kh is
 * k; ś, ṣ are s), `C` stands for ch, and while at work `@` is the vowel a script leaves unwritten and `M` a nasal dot.
 */

/** The nine blocks follow each other by 0x80 from U+0900 and share the layout of ISCII. */
const BLOCKS = ["deva", "beng", "guru", "gujr", "orya", "taml", "telu", "knda", "mlym"] as const;
type Script = (typeof BLOCKS)[number] | "arab";
const FIRST = 0x900;
const LAST = FIRST + BLOCKS.length * 0x80 - 1;
const INNER_SCHWA_FALLS = new Set<Script>(["deva", "beng", "guru", "gujr", "orya", "arab"]);

type Kind = "consonant" | "bare" | "vowel" | "sign" | "dot" | "nukta" | "virama" | "addak";
type Letter = { kind: Kind; sounds: string[] };

const LETTERS: (Letter | undefined)[] = [];
function lay(kind: Kind, start: number, sounds: string, only?: Script): void {
  sounds.split(" ").forEach((sound, at) => {
    BLOCKS.forEach((block, index) => {
      if (only === undefined || only === block)
        LETTERS[index * 0x80 + start + at] = { kind, sounds: sound === "-" ? [] : [...sound] };
    });
  });
}
lay("bare", 0x01, "n");
lay("dot", 0x02, "M");
lay("vowel", 0x04, "a a a i i u u ri li e e e ai o o o o");
lay("consonant", 0x15, "k k g g n C C j j n t t d d n t t d d n n p f b b m y r r l l l v s s s h");
lay("nukta", 0x3c, "-");
lay("sign", 0x3e, "a i i u u ri ri e e e ai o o o o");
lay("virama", 0x4d, "-");
lay("consonant", 0x58, "k k g j r r f y");
lay("vowel", 0x60, "ri li");
lay("sign", 0x62, "li li");
lay("bare", 0x4e, "t", "beng");
lay("consonant", 0x70, "r v", "beng");
lay("dot", 0x70, "M", "guru");
lay("addak", 0x71, "-", "guru");
lay("consonant", 0x71, "v", "orya");
lay("vowel", 0x72, "a o o o u u", "deva");
lay("bare", 0x4e, "r", "mlym");
lay("bare", 0x7a, "n n r l l k", "mlym");

const URDU_CONSONANTS = new Map(
  "بb پp تt ٹt ثs جj چC حh خk دd ڈd ذj رr ڑr زj ژj سs شs صs ضj طt ظj غg فf قk کk كk گg لl مm نn ہh هh ةh ۃh ۂh"
    .split(" ")
    .map((pair) => [pair[0], pair[1] ?? ""]),
);
/** Letters and marks that are a vowel wherever they stand after a consonant; the empty one is silence. */
const URDU_VOWELS = new Map(
  "آa أa إi ئi ؤu ےe ۓe \u064ea \u064fu \u0650i \u0670a \u0652"
    .split(" ")
    .map((pair) => [pair[0], pair[1] ?? ""]),
);

function scriptOf(unit: number): Script | undefined {
  if (unit >= FIRST && unit <= LAST) return BLOCKS[(unit - FIRST) >> 7];
  return unit >= 0x620 && unit <= 0x6d3 ? "arab" : undefined;
}

const isVowel = (sound: string | undefined): boolean =>
  sound === "@" || sound === "a" || sound === "e" || sound === "i" || sound === "o" || sound === "u";

/**
 * One word (composed by NFKC, digits ASCII) with every run of an Indian script or Urdu as sounds; other characters
 * stay. Limits: Tamil does not write voice (கணேஷ் reads kanes) nor h (ராகுல் reads ragul), Bengali and Odia write b
 * for v, Urdu leaves short vowels out (read as a), and which inner a Hindi drops is a rule of thumb.
 */
export function romanise(word: string): string {
  let out = "";
  let run: string[] = [];
  let script: Script | undefined;
  let before = "";
  // Every letter that is read here is one UTF-16 unit; halves of longer ones pass through side by side.
  for (let i = 0; i < word.length; i++) {
    const char = word[i] ?? "";
    const unit = word.charCodeAt(i);
    const now = scriptOf(unit);
    if (now !== script) {
      if (script) out += settle(run, script);
      run = [];
      script = now;
    }
    if (now === undefined) out += char;
    else if (now === "arab") addUrdu(run, char, before);
    else addIndic(run, LETTERS[unit - FIRST], now);
    before = char;
  }
  return script ? out + settle(run, script) : out;
}

function addIndic(run: string[], letter: Letter | undefined, script: Script): void {
  const last = run.length - 1;
  switch (letter?.kind) {
    case "consonant":
      run.push(colour(letter.sounds[0] ?? "", script, run), "@");
      return;
    case "sign":
      if (run[last] === "@") run.pop();
      for (const sound of letter.sounds) run.push(sound);
      return;
    case "virama":
      if (run[last] === "@") run.pop();
      return;
    case "nukta":
      if (run[last - 1] === "d") run[last - 1] = "r";
      else if (script === "beng" && run[last - 1] === "j") run[last - 1] = "y";
      return;
    case "addak":
      if (run[last] === "@") run[last] = "a";
      return;
    default:
      for (const sound of letter?.sounds ?? []) run.push(sound);
  }
}

/** What a consonant sounds like by its place: ज्ञ is gy, Bengali য is j at the start, ব under s, t, d is v. */
function colour(sound: string, script: Script, run: string[]): string {
  const last = run.at(-1);
  if (sound === "n" && last === "j") {
    run[run.length - 1] = "g";
    return "y";
  }
  if (script !== "beng") return sound;
  if (sound === "y" && last === undefined) return "j";
  return sound === "b" && (last === "s" || last === "t" || last === "d") ? "v" : sound;
}

function addUrdu(run: string[], char: string, before: string): void {
  const consonant = URDU_CONSONANTS.get(char);
  const open = run.at(-1) === "@";
  if (consonant !== undefined) run.push(consonant, "@");
  else if (char === "ا" || char === "ی" || char === "ي" || char === "ى")
    addLongVowel(run, char, before, open);
  else if (char === "و") addWaw(run, before, open);
  else if (char === "ع") voice(run, run.length === 0 || open ? "a" : "");
  else if (char === "ں") run.push("n");
  else if (char === "ھ" && run.length === 0) run.push("h", "@");
  else {
    const vowel = URDU_VOWELS.get(char);
    if (vowel !== undefined) voice(run, vowel);
  }
}

function voice(run: string[], vowel: string): void {
  if (run.at(-1) === "@") run.pop();
  if (vowel !== "") run.push(vowel);
}

/** A first alef (or ain) only carries the و or ی that follows. */
const carries = (run: string[], before: string): boolean =>
  run.length === 1 && (before === "ا" || before === "ع");

function addLongVowel(run: string[], char: string, before: string, open: boolean): void {
  const vowel = char === "ا" ? "a" : "i";
  if (before === "و" && run.at(-1) === "u" && run.length > 1) run.splice(-1, 1, "@", "v", vowel);
  else if (vowel === "i" && run.length === 0) run.push("y", "@");
  else if (vowel === "i" && carries(run, before)) run[0] = "i";
  else if (vowel === "i" && !open) run.push("y", "@");
  else voice(run, vowel);
}

function addWaw(run: string[], before: string, open: boolean): void {
  if (carries(run, before)) run[0] = "u";
  else if (open) voice(run, "u");
  else run.push("v", "@");
}

function settle(run: string[], script: Script): string {
  const end = run.length - 1;
  for (let i = 0; i <= end; i++) {
    if (run[i] === "M") run[i] = i === end || "pfbm".includes(run[i + 1] ?? "") ? "m" : "n";
  }
  if (script === "arab" && run[end] === "@" && run[end - 1] === "h" && run[end - 2] === "@") {
    run.splice(end - 2, 3, "a");
  }
  if (INNER_SCHWA_FALLS.has(script)) dropSchwas(run);
  else if (script === "taml") voiceTamil(run);
  else dropSouthernEnding(run, script);
  let out = "";
  for (const sound of run) out += sound === "@" ? "a" : sound;
  return out;
}

/**
 * The last unwritten vowel falls (रमेश ramesh) unless a sonorant closes a cluster before it (मिश्र mishra); an inner
 * one falls between single consonants with vowels about them (मेहता mehta), from right to left.
 */
function dropSchwas(run: string[]): void {
  const end = run.length - 1;
  if (run[end] === "@" && run.length > 2) {
    const cluster = !isVowel(run[end - 2]);
    if (!cluster || !"yrlvmn".includes(run[end - 1] ?? "")) run.pop();
  }
  for (let i = run.length - 3; i >= 2; i--) {
    if (run[i] !== "@" || isVowel(run[i - 1]) || !isVowel(run[i - 2]) || isVowel(run[i + 1])) continue;
    // हरप्रीत, धनश्री: pr and shr open a syllable together.
    const onset = run[i + 2] === "r" && "ps".includes(run[i + 1] ?? "") && isVowel(run[i + 3]);
    if (isVowel(run[i + 2]) || onset) run.splice(i, 1);
  }
}

/** Tamil writes one letter for k and g, t and d, p and b, ch and s and j; between vowels and after nasals it is soft. */
function voiceTamil(run: string[]): void {
  const soft: Record<string, string> = { k: "g", t: "d", p: "b" };
  for (let i = 0; i < run.length; i++) {
    const sound = run[i] ?? "";
    const before = run[i - 1];
    if (sound === "C" && before === "t") run.splice(i - 1, 2, "k", "s");
    else if (sound === "C" && before === "n") run[i] = "j";
    else if (sound === "C" && before !== "C" && run[i + 1] !== "C") run[i] = "s";
    else if (before === "n" || before === "m" || (isVowel(before) && isVowel(run[i + 1]))) {
      run[i] = soft[sound] ?? sound;
    }
  }
}

/** ರಮೇಶ, ಕುಮಾರ are Ramesh, Kumar; Telugu రావు is Rao. */
function dropSouthernEnding(run: string[], script: Script): void {
  if (script === "mlym") return;
  const word = run.join("");
  if (script === "knda" && /(?:es|a[rsdj])@$/.test(word)) run.pop();
  if (/avu$/.test(word)) run.pop();
}
