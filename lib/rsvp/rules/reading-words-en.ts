import type { Lexicon } from "./reading-senses";

export const ENGLISH: Lexicon = {
  yes: `yes, yess, yep, yea, yeah, yah, yup, y, ofcourse, of course, sure, surely, definitely, certainly, absolutely,
    confirmed, yes confirmed, we confirm, we confirm our presence, confirming our presence, count us in, we are in,
    accepted, with pleasure, yes sure, for sure, sure thing`,
  ya: `ya`,
  go: `(will|can|shall|are|am|will all|can all|will both|shall all|will surely|will definitely|are definitely|will certainly|will sure|are all|) (be coming|coming|attending|be attending|be there|be joining|joining)
    (will|can|shall|will all|can all|shall all|will both|will surely|will definitely|will certainly|) attend
    (will|can|shall|will all|can all|shall all|will both|will surely|will definitely|will certainly) (come|join|make it|join you|be present)
    (would|will|be|) (happy|glad|love|delighted|honoured|pleased) to (come|attend|join|be there)
    would be (happy|glad|delighted|honoured|pleased) to (come|attend|join|be there), coming definitely
    will be (happy|glad|delighted|honoured|pleased) to (come|attend|join|be there)`,
  stay: `(cant|cannot|can not|can t|wont|won t|will not|couldnt|could not|wouldnt) (come|attend|make it|join|be there|be able to come|be able to attend|be able to make it|be able to join|be coming|be attending)
    (are|am|will be|is|) unable to (come|attend|make it|join)
    (are|am|) not (coming|attending|able to come|able to attend|able to make it|able to join|joining)
    (no one|nobody|none|none of us) (is coming|can come|will come|will be coming|will be there|can make it|is attending)
    none of us, not possible, wont be possible, will not be possible, (wont|will not) be able to
    (will|) have to (miss it|miss|decline|skip), (regret|regretfully|regrettably|unfortunately|we regret)
    (can|will) not be (there|coming|present), wont be (there|coming|present)`,
  no: `no, nope, noo, nop, no no, definitely not, of course not`,
  not: `not`,
  na: `n`,
  maybe: `maybe, may be, perhaps, might come, may come`,
  all: `all, everyone, everybody, whole family, the whole family, full family, entire family, all of us, with family,
    all family, all family members, family, our family, with full family, with whole family, with my family, all members,
    we all, us all, everyone of us, everyone in the family`,
  every: `(all|all the|every|each) (function|functions|event|events|ceremony|ceremonies|programs|programmes|of them)
    everything, to all, for all, in all`,
  some: `some, some of us, some people, some members, few of us, a few of us, some functions, some events, some of them,
    some of the functions, few functions, some family members, only some of us`,
  only: `only, just, (can|will) (come|attend|make it) only, (can|will) only (come|attend|make it), only (coming|attending)`,
  except: `except, all but, excluding, everything but, apart from, other than, barring`,
  rest: `rest, the rest, rest all, all rest, all the rest, others, all others, all other functions, other functions,
    the others, remaining, all remaining, rest of them, rest everything, rest functions, remaining functions, rest of the functions`,
  and: `and, n, nd, &, also and`,
  but: `but`,
  us: `we, us, of us`,
  me: `i, my, myself`,
  main: `me`,
  person: `people, persons, person, pax, members, member, ppl, peoples, guests, heads, family members, nos, headcount`,
  adult: `adult, adults, grown ups, grownups, elders`,
  child: `child, children, kid, kids, childs, childrens, kiddos`,
  including: `including, incl, inc, including the`,
  total: `total, in total, total of, totally, all together, altogether`,
  both: `both, both functions, both the functions, both events`,
  generic: `ceremony, function, functions, night, program, programme, party, event, celebration, celebrations, rasam, rasm,
    evening, ritual, rituals`,
  later: `(not|am not|are not|are not yet) sure (yet|now|right now|about it|), cant say (yet|now|), cannot say (yet|now|)
    (will|would|shall|ill|i will|we will) (let you know|tell you|tell|confirm|inform|inform you|update|update you|revert|get back|reply|answer) (later|soon|shortly|later on|)
    (dont|do not|don t) know (yet|now|), let me (check|see) (and tell you|and confirm|and let you know|), let (me|us) check, not decided (yet|)
    not yet (sure|decided|confirmed), will (check|discuss) and (tell|confirm|let you know|tell you|inform), later, undecided,
    let you know later, need (more|some) time, give me some time, will think and tell, tell you later, confirm later`,
  undo: `(that|this|it|) (was|is) (wrong|a mistake|by mistake|mistake|a wrong answer|incorrect), undo, wrong answer, by mistake,
    mistake, pressed by mistake, wrongly pressed, pressed wrong button, wrong button, take (that|it) back, answered by mistake,
    sent by mistake, my mistake`,
  status: `what did (we|i) (answer|say|reply), what was (our|my) (answer|reply|response), (our|my) (status|answer|response|answers),
    show (my|our|) (answer|answers|status|response|reply), what have (we|i) (answered|said|told), status, what is (our|my) (answer|status|response)`,
  thanks: `thanks, thank you, thankyou, thx, thanx, ty, tysm, thanks a lot, thank you so much, thank you very much, thanks so much, many thanks,
    noted, noted thanks, no thank you so much, tq, thnx, thnks`,
  okay: `ok, okay, okk, okey, k, oky, ok ok, alright, fine, great, nice, good, cool, no problem, super, wonderful, oh`,
  greeting: `hello, hey, dear, good morning, good evening, good afternoon, good night, hello ji, greetings`,
  hi: `hi`,
  wish: `congratulations, congrats, congratulation, many congratulations, heartiest congratulations, best wishes, congratulations to (both|both of you|all|all of you|both families|you all),
    god bless, happy married life, wish you (all the best|a happy married life|happy married life), lots of love, blessings, with love, looking forward, looking forward to it, excited, so excited, all the best, so happy for you`,
  sorry: `sorry, so sorry, very sorry, really sorry, apologies, our apologies, we are sorry, i am sorry, am sorry, sry, srry, extremely sorry`,
  uncle: `uncle, aunty, auntie, aunti, sir, madam, maam, bhaiya, bhai, bhaisahab, bhai sahab, bhabhi, didi, beta, bro, dear uncle, dear aunty`,
  filler: `please, pls, plz, the, a, for, to, at, in, on, of, will, will be, is, are, there, with, too, also, as well, then, so, very, it, this, from our side,
    from my side, your, kindly`,
  unknown: `we do, i do, yes we do, do not, the other, all over, on the other, how about, of them all, no more`,
};
