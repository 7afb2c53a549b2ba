import type { ChatWords } from "./chat-words";

const typed = { undo: "పొరపాటు", all: "అన్నీ", unsure: "ఇంకా తెలియదు", stop: "ఆపండి" };
const people = (n: number) => (n === 1 ? "1 వ్యక్తి" : `${n} మంది`);
const adults = (n: number) => (n === 1 ? "1 పెద్దవారు" : `${n} పెద్దలు`);
const children = (n: number) => (n === 1 ? "1 చిన్నారి" : `${n} పిల్లలు`);
const both = (a: number, c: number) => `${adults(a)}, ${children(c)}`;
const tapOr = (tap: boolean) => (tap ? "ఒకటి ఎంచుకోండి, లేదా" : "దయచేసి");

function coming(a: number, c: number): string {
  if (a + c === 0) return "వస్తున్నారు";
  return `${c === 0 ? adults(a) : a === 0 ? children(c) : both(a, c)} వస్తున్నారు`;
}

export const TELUGU: ChatWords = {
  locale: "te",
  rightToLeft: false,
  comma: ", ",
  lastComma: ", ",
  typed,

  menu: ["అవును, మేమందరం, అన్ని వేడుకలకూ", "మాలో కొందరు, లేదా కొన్ని వేడుకలకు మాత్రమే", "మేము రాలేము"],
  unsure: `ఇంకా ఖరారు కాలేదా? “${typed.unsure}” అని రాస్తే చాలు.`,
  choose: "ఎంచుకోండి",
  buttons: { all: "ఇవన్నీ", change: "మార్చాలి", undo: typed.undo },

  people,
  adults,
  children,
  both,
  bothShort: both,
  more: (n) => `మరో ${n}`,

  noted: (household) => `ధన్యవాదాలు, ${household}. ఇలా రాసుకున్నాం:`,
  asked: (household) => `${household}, ప్రస్తుతం మీ జవాబు ఇది:`,
  takenBack: "సరే, ఆ జవాబు తీసేశాం. ఇప్పుడు మీ జవాబు ఇది:",
  nothingToTakeBack: "వెనక్కి తీసుకోవడానికి ఏమీ లేదు. ప్రస్తుతం మీ జవాబు ఇది:",
  missed: "మీరు రాలేకపోవడం మాకు లోటే.",
  allFunctions: (n) => (n === 2 ? "రెండు వేడుకలకూ" : `మొత్తం ${n} వేడుకలకూ`),
  coming,
  waiting: (n) => `వీరిలో ${people(n)} వేచి ఉన్నారు`,
  full: "వేచి ఉండాల్సిన చోట ప్రస్తుతం ఖాళీ లేదు.",
  notComing: "రావడం లేదు",
  notSure: "ఇంకా తెలియదు",
  noAnswer: "ఇంకా జవాబు రాలేదు",
  assumed: (who, example) => `${who} వస్తారని అనుకున్నాం. అలా కాకపోతే పెద్దలు+పిల్లలు అని రాయండి, ఉదాహరణకు “${example}”.`,
  askAgain: (day, month) => `${month} ${day}న కుటుంబం మిమ్మల్ని మళ్ళీ అడుగుతుంది.`,
  change: "మార్చాలంటే 2 అని రాయండి.",
  undo: `పొరపాటున పంపి ఉంటే “${typed.undo}” అని రాయండి.`,

  whichFunctions: "మీరు ఏయే వేడుకలకు వస్తారు?",
  severalNumbers: (example, tap) => `${tapOr(tap)} నంబర్లు రాయండి, ఉదాహరణకు “${example}”.`,
  zeroForAll: `అన్నిటికీ అయితే 0 లేదా “${typed.all}” అని రాయండి.`,
  onPage: (link) => `మీ పేజీలో కూడా జవాబు ఇవ్వవచ్చు: ${link}`,

  howMany: (names) => `${names}: మీరు ఎంతమంది వస్తారు?`,
  places: (n) => `మీ కోసం ${n === 1 ? "1 వ్యక్తికి" : `${n} మందికి`} చోటు ఉంచాం.`,
  placesFor: (who) => `మీ కోసం చోటు ఉంచాం: ${who}.`,
  oneNumber: (range, tap) => `${tapOr(tap)} ఒక నంబరు రాయండి (${range}).`,
  twoCounts: (example, tap) => `${tapOr(tap)} పెద్దలు+పిల్లలు అని రాయండి, ఉదాహరణకు “${example}”.`,
  inOrder: (example) => `ఒక్కో వేడుకకు సంఖ్య వేరుగా ఉంటే, ఇదే వరుసలో రాయండి, ఉదాహరణకు “${example}”.`,
  wrongNumber: (range) => `క్షమించండి, ఆ సంఖ్యను రాసుకోలేకపోయాం. దయచేసి ఒక సంఖ్య (${range}) రాయండి; ఎవరూ రాకపోతే 0 అని రాయండి.`,
  wished: (n) =>
    `ధన్యవాదాలు. మీరు ${people(n)} రావాలనుకుంటున్నారని ఇంటివారికి తెలియజేశాం. వారు జవాబు చెప్పేవరకు, దయచేసి ఉంచిన చోటుకు జవాబు ఇవ్వండి.`,
  placesNow: (n, names) => `${names}: ఇప్పుడు మీ కోసం ${n} మందికి చోటు ఉంచాం.`,
  noMorePlaces: (n, names) =>
    `${names}: క్షమించండి, మీ కోసం ${n === 1 ? "1 వ్యక్తికి" : `${n} మందికి`} మించి చోటు ఉంచలేకపోతున్నాం. మీ రాక కోసం ఎదురుచూస్తాం.`,

  whenAgain: (household) => `ధన్యవాదాలు, ${household}. ఇంకా తెలియదని రాసుకున్నాం. మిమ్మల్ని మళ్ళీ ఎప్పుడు అడగమంటారు?`,
  inDays: (n) => (n === 1 ? "రేపు" : n === 7 ? "వారం తర్వాత" : n === 14 ? "రెండు వారాల తర్వాత" : `${n} రోజుల తర్వాత`),
  numberOrDate: (tap) => `${tapOr(tap)} నంబరు గానీ తేదీ గానీ రాయండి.`,

  whichFamily: (n) => `ఈ ఫోన్ నంబరు మా దగ్గర ${n} కుటుంబాల పేరు మీద ఉంది. మీరు ఏ కుటుంబం నుంచి రాస్తున్నారు?`,

  backIn: `ధన్యవాదాలు. మా సందేశాలు మీకు మళ్ళీ వస్తాయి. ఆపడానికి “${typed.stop}” అని రాయండి.`,
  menuAgain: (household) => `${household}, దయచేసి వీటిలో ఒక నంబరు రాయండి:`,
  toFamily: (household) => `ధన్యవాదాలు, ${household}. ఇంటివారు మీ సందేశం చదువుతారు.`,
  toAnswer: "ఆహ్వానానికి జవాబు ఇవ్వడానికి రాయండి:",
  tooLate: (names) => `వీటికి జవాబు ఇచ్చే గడువు ముగిసింది: ${names}. ఇంటివారు మీ సందేశం చదువుతారు.`,
};
