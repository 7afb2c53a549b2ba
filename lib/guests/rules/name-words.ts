import { latinKey } from "@/lib/kernel/scripts";

/**
 * Words that stand in Indian names, by their key of sound, so that one entry serves every script. Lists of usual
 * words, not complete ones: a word that is missing is read by its place in the name.
 */
const keysOf = (words: string): string[] => words.trim().split(/\s+/).map(latinKey);
const setOf = (words: string): ReadonlySet<string> => new Set(keysOf(words));

export type Gender = "m" | "f";

/** Titles and forms of address, with whom they are said to. */
export const TITLES: ReadonlyMap<string, Gender | ""> = new Map([
  ...said(
    "m",
    "shri shree sri shriman mr mister sardar thiru master uncle bhaiya bhaia bro da anna beta jiju jija",
  ),
  ...said(
    "f",
    "smt shrimati shreemati mrs ms miss km sushri sardarni thirumathi selvi aunty auntie aunti aunt",
  ),
  ...said("f", "didi di akka beti bhabhi bhabi ben behen behn bahen sou saubhagyavati"),
  ...said(
    "",
    "ji jee sahab saheb sahib dr doctor prof professor adv advocate ca er col capt maj lt gen pt pandit",
  ),
  ...said("", "late sir madam mam bhai bai डॉ डॉक्टर पं"),
]);

/** Which relative someone is: two different ones are two people. */
export const RELATIVES: ReadonlyMap<string, Gender> = new Map([
  ...said("m", "mama chacha kaka mausa masa fufa phupha tau dada nana mamu khalu papa thatha"),
  ...said("f", "mami chachi kaki mausi masi bua fui phoi tai dadi nani khala mummy amma paati"),
]);

export const ELDER = setOf("sr senior bada bade bara elder");
export const YOUNGER = setOf("jr junior chota chhota chhote younger ii");

/** Words that are added to a given name or left out at will. */
export const FILLERS = setOf(
  "kumar lal bhai ben bai chand prasad nath singh ram devi kumari rani kaur begum bano khatun",
);
/** Of these, the ones only women carry. */
export const WOMENS = setOf("devi kumari kaur begum bano khatun");

/** Words that are said of a household or of a couple. */
export const FAMILY_WORDS = setOf("family parivar pariwar families household");
export const AND_WORDS = setOf("and aur ane और અને");

export const SURNAMES = setOf(`
  sharma verma varma gupta agarwal mehta shah patel patil desai joshi trivedi dave pandya bhatt parikh parekh modi
  jain kothari lodha bansal goel goyal mittal garg singhal jindal khandelwal maheshwari somani birla bajaj khanna
  kapoor malhotra chopra arora ahuja sethi bhatia grover sachdeva batra anand kohli sodhi bedi gill sidhu dhillon
  sandhu grewal chaudhary rathore rathod chauhan solanki parmar gohil jadeja thakur rajput shekhawat yadav jadhav
  pawar shinde more kulkarni deshpande deshmukh joglekar gokhale tendulkar gaikwad bhosale kadam sawant naik kamat
  pai shenoy hegde shetty bhat rao reddy naidu chowdary iyer iyengar nair menon pillai nambiar kurup mudaliar
  gounder chettiar banerjee mukherjee chatterjee ganguly bhattacharya sengupta dasgupta ghosh bose basu mitra dutta
  biswas sarkar majumdar roychoudhury saha kundu mishra pandey dubey tiwari shukla tripathi chaturvedi dwivedi
  upadhyay srivastava saxena mathur sinha jha khan ansari qureshi siddiqui sheikh shaikh pathan mirza sayyid syed
  dsouza fernandes pereira rodrigues dcosta pinto zaveri mistry gandhi thakkar lalwani advani motwani hinduja
  panchal prajapati vyas acharya purohit soni vora doshi sanghvi bhandari mahajan chawla dhawan talwar vohra walia
`);

/**
 * One name in its spellings and regional forms, where no rule of sound brings them together; the first stands for all.
 * Shah and Saha, Iyer and Iyengar, Sinha and Singh are names of their own.
 */
const ONE_NAME = `
  banerjee banerjea bandyopadhyay bandyopadhyaya bandopadhyay बनर्जी बैनर्जी ব্যানার্জী;
  mukherjee mukhopadhyay mukhopadhyaya मुखर्जी মুখার্জী; chatterjee chattopadhyay chattopadhyaya चटर्जी চ্যাটার্জী;
  ganguly gangopadhyay gangopadhyaya; bhattacharya bhattacharjee bhattacharji;
  roychoudhury raychaudhuri raichaudhuri রায়চৌধুরী; bose basu; mitra mitter; dutta datta; sarkar sircar;
  iyer iyar aiyar aiyer ayyar ayyer; iyengar iyangar aiyangar ayyangar ayyengar; agarwal agarwala;
  tiwari tewari; pandey pande panday पांडेय; lakshmi luxmi lekshmi; vijay bijay bijoy vijoy;
  rahman rehman; ahmad ahmed ahamed; hussain hussein hossain; sayyid syed sayed; sheikh shaikh shekh;
  qureshi quraishi; siddiqui siddiqi siddique; usman osman; umar omar; yusuf yousuf yusouf yousef; ayesha aesha`;

const FIRST_FORM = new Map(
  ONE_NAME.split(";").flatMap((line) => {
    const [first = "", ...others] = keysOf(line);
    return others.map((key) => [key, first] as const);
  }),
);

/** The form under which all forms of a name are known here; most names have but one. */
export const firstForm = (key: string): string => FIRST_FORM.get(key) ?? key;

const MENS_NAMES = setOf(`
  ramesh suresh mahesh rakesh mukesh dinesh ganesh naresh paresh jignesh nilesh hitesh mitesh jitesh ritesh
  rajesh brijesh yogesh lokesh umesh kamlesh kalpesh bhavesh jayesh alpesh rupesh ashok alok anil sunil amit
  sumit ajit sujit ajay vijay sanjay jay uday abhay vinay tanmay sandeep pradeep kuldeep deepak rahul rohit
  rohan mohit mohan sohan karan varun arun tarun kishan nitin sachin jatin vipin bipin vikas vikram vivek
  vinod manoj sudhir sanjeev rajeev rajiv rajendra mahendra surendra narendra virendra jitendra dharmendra
  ravindra raj ram shyam hari krishna gopal govind rajan ranjan rajneesh manish ashish aditya arjun arnav
  aryan karthik kartik ankit harsh harish girish jagdish satish nitish kamal kant shant kunal mrunal vishal
  kaushal salim salman imran irfan farhan suleman chetan chaitanya ahmad mohammad mahmood hamid majid sajid
  wahid amrit amar samar omar sagar sundar sundaram lakshman
  bittu pappu guddu golu chotu munna babu kallu
`);
const WOMENS_NAMES = setOf(`
  deepa deepika rajani ranjani manisha asha usha isha nisha disha sunita anita vinita kavita savita sarita
  lalita babita mamta kamla vimla sarla nirmala urmila sushila shila sheela leela neela meena reena veena
  leena heena seema reema neema rekha shikha sneha neha megha pooja puja arti aarti bharti jyoti preeti
  priti kirti swati priya riya siya diya supriya priyanka anjali anju manju ranju geeta sita rita mita nita
  lata maya jaya vijaya chhaya sudha radha vidya divya kavya navya ananya aditi ankita harsha kamini kajal
  komal payal hetal sonal minal sejal kinjal sonia tania soma roma ruma uma hema jayati jayanti vasanti
  kanta shanta chetana fatima ayesha zainab rehana shabana farida nasreen nusrat amrita lakshmi padma
  padmini malini shalini nalini nandini kokila hansa meenakshi pallavi shruti smita tanvi urvashi
  vandana archana aparna aruna alka amita anuradha gayatri gauri kalpana kusum madhuri manjula mridula
  namrata neelam nidhi poonam prerna pushpa rachna renu ritu rohini rukmini sadhana sandhya sangita sapna
  shobha shraddha shreya simran swapna tejal trupti vaishali varsha
  pinky babli guddi munni gudiya sweety dolly
`);
const EITHERS_NAMES = "kiran sanju suma rama saroj";

/** Common given names: two of them that differ are two names, however alike they look. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set([
  ...MENS_NAMES,
  ...WOMENS_NAMES,
  ...setOf(EITHERS_NAMES),
]);

/** Whose name it usually is, where that is known. */
export function genderOf(key: string): Gender | undefined {
  if (WOMENS_NAMES.has(key)) return "f";
  return MENS_NAMES.has(key) || /(?:.es|nd(?:ra|er)|kumar|kant|jit)$/.test(key) ? "m" : undefined;
}

/** Pet names that any child may have: they neither fit nor contradict a given name. */
export const PET_NAMES = setOf(`
  bittu pappu guddu chintu pinku pinky golu chotu monu sonu tinku titu bunty babli bablu guddi munna munni lucky happy
  rinku dolly sweety baby honey prince gudiya chiku babu lalu pintu mintu ricky rocky jolly goldy bobby montu kallu
`);

/** A pet name, then the names it is usually short for; one name in its several forms likewise. */
const SHORT_FORMS = `
  raju rajesh rajendra rajkumar rajeev rajan raj; sanju sanjay sanjeev sanjana; vicky vikram vikas vivek vikrant;
  sunny sunil sandeep; sonu sandeep sonal sonia sohan; manu manish manoj manisha mandeep manpreet; vinu vinod vinay vineet;
  anu anuradha anupama anushka anurag anita; ashu ashutosh ashish ashwin ashok; abhi abhishek abhinav abhijit abhay;
  adi aditya aditi; akki akshay akshaya; ani anil anita aniruddh aniket; bala balasubramanian balaji balakrishnan;
  chandu chandrakant chandrashekhar chandra chandan; deepu deepak deepika deepti deepa; dinu dinesh dinkar;
  gopi gopal gopinath; harry hari harish harpreet harjit harinder; jaggi jagdish jagjit jagmohan; jaggu jagdish jagmohan;
  jeetu jitendra jitesh; kittu krishna krishnan keerthi; krish krishna; mahi mahendra mahesh mahima; mukku mukesh;
  naru narendra narayan; nandu nandkishore nandini nandlal anand; nikki nikhil nikita nikunj; nitu nita nitin;
  padma padmavathi padmaja; priyu priya priyanka; pallu pallavi; raghu raghav raghavan raghunath raghavendra raghuram;
  ramu ramesh ramakrishnan ramachandran ram rameshwar; ravi ravindra ravishankar; rishi rishikesh rishabh; sachu sachin;
  shalu shalini; shivu shivkumar shivram; sid siddharth; siddhu siddharth; subbu subramanian subramaniam subbarao;
  suri suresh surendra surya; tanu tanuja tanvi tanushree tanya; teju tejas tejaswini tejal; venky venkatesh venkat
  venkataraman venkatesan venkateshwara; venkat venkatesh venkataraman venkatesan; viju vijay vijaya vijayalakshmi;
  vishu vishal vishnu vishwanath vishwas; yogi yogesh yogendra; bhavu bhavesh bhavna bhavin; hitu hitesh hiten;
  jigu jignesh jigna jigar; nilu nilesh neelam nilima; piyu piyush; paru parul parvati paresh; kamu kamlesh kamini kamla;
  meenu meena meenakshi minal; renu renuka; sheelu sheela; guru gurpreet gurmeet gurdeep gurvinder gurucharan;
  jassi jaspreet jasmeet jasvinder jaswant jasbir; mani manpreet maninder manjit manikandan; preet harpreet manpreet gurpreet;
  simmi simran simranjeet; sallu salman; tony anthony; joe joseph; tom thomas; gattu gautam; bhanu bhanupratap;
  kuku kulwinder kulwant; lali lalita; pammi parminder pramila; shashi shashikant shashikala; sudhi sudhir sudha;
  kishan krishna; narain narayan; lokesh lokeshwar; tej tejas`;

const SHORT = new Map<string, Set<string>>();
for (const line of SHORT_FORMS.split(";")) {
  const [short, ...full] = keysOf(line);
  if (short) SHORT.set(short, new Set([...(SHORT.get(short) ?? []), ...full]));
}

/** The full names a pet name stands for, as keys; empty for other words. */
export const fullNamesOf = (key: string): ReadonlySet<string> => SHORT.get(key) ?? new Set();

/** One is a usual short form of the other. */
export const isShortFor = (one: string, other: string): boolean =>
  fullNamesOf(one).has(other) || fullNamesOf(other).has(one);

function said<G extends Gender | "">(gender: G, words: string): [string, G][] {
  return keysOf(words).map((key) => [key, gender]);
}
