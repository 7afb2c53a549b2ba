/** Where the demo's families come from: names that go together, and the towns they live in. */

export type Region = {
  surnames: string[];
  men: string[];
  women: string[];
  kids: string[];
  cities: [city: string, state: string, pinPrefix: string][];
  streets: string[];
};

const list = (text: string) => text.split(" ");

export const REGIONS: Region[] = [
  {
    surnames: list("Patel Shah Mehta Desai Joshi Trivedi Parikh Gandhi Modi Bhatt Thakkar Soni Dave Amin"),
    men: list(
      "Rameshbhai Hitesh Jignesh Bhavesh Nilesh Ketan Chirag Mehul Paresh Dhaval Harshad Kirit Sanjay Parth",
    ),
    women: list(
      "Hansaben Jyotiben Kinjal Hetal Bhavna Nisha Komal Dipti Varsha Falguni Rupal Pooja Urvashi Shilpa",
    ),
    kids: list("Dhruv Vivaan Krisha Aarav Jiya Heer Mahir Diya Yug Prisha"),
    cities: [
      ["Ahmedabad", "Gujarat", "3800"],
      ["Surat", "Gujarat", "3950"],
      ["Vadodara", "Gujarat", "3900"],
      ["Rajkot", "Gujarat", "3600"],
    ],
    streets: [
      "Shivalik Heights, Satellite",
      "Sun City, Bopal",
      "Vastrapur Society",
      "Amrakunj Bungalows",
      "Swastik Park",
    ],
  },
  {
    surnames: list(
      "Singh Kaur Gill Sandhu Dhillon Arora Khanna Kapoor Malhotra Chopra Bedi Ahluwalia Grewal Sethi",
    ),
    men: list(
      "Gurpreet Harjit Manpreet Jaspal Rajinder Amarjit Karan Rohit Vikram Navdeep Sukhwinder Inderjit Arjun Tarun",
    ),
    women: list(
      "Simran Harpreet Jasleen Kulwinder Neetu Manjit Rupinder Anjali Kiran Gurleen Sunita Preeti Ritu Baljeet",
    ),
    kids: list("Fateh Angad Mehar Zorawar Kiara Anaya Ranveer Gurnoor Ishaan Seerat"),
    cities: [
      ["Amritsar", "Punjab", "1430"],
      ["Ludhiana", "Punjab", "1410"],
      ["Chandigarh", "Chandigarh", "1600"],
      ["New Delhi", "Delhi", "1100"],
    ],
    streets: ["Model Town", "Ranjit Avenue", "Sector 22-B", "Punjabi Bagh West", "Civil Lines"],
  },
  {
    surnames: list(
      "Subramanian Iyer Krishnan Raman Venkatesan Natarajan Murugan Sundaram Srinivasan Ganesan Rajagopal Chandrasekar",
    ),
    men: list(
      "Karthik Senthil Arvind Ramesh Suresh Bala Prakash Vignesh Ashwin Mani Hari Saravanan Dinesh Gopal",
    ),
    women: list(
      "Lakshmi Meenakshi Priya Kavitha Revathi Malathi Vidya Deepa Kamala Saraswathi Janani Uma Gayathri Nithya",
    ),
    kids: list("Aditya Ananya Kavin Nila Vikas Tara Surya Meera Pranav Diya"),
    cities: [
      ["Chennai", "Tamil Nadu", "6000"],
      ["Coimbatore", "Tamil Nadu", "6410"],
      ["Madurai", "Tamil Nadu", "6250"],
    ],
    streets: [
      "3rd Main Road, Adyar",
      "Luz Church Road, Mylapore",
      "RS Puram",
      "Anna Nagar West",
      "Gandhi Street",
    ],
  },
  {
    surnames: list("Banerjee Mukherjee Chatterjee Ghosh Bose Sen Das Roy Dutta Bhattacharya Ganguly Sarkar"),
    men: list(
      "Subhash Anirban Sourav Debashish Partha Arnab Rahul Sandip Tapan Kaushik Amit Sujoy Indranil Pranab",
    ),
    women: list(
      "Sharmila Moushumi Rina Paromita Debjani Swati Tanushree Bipasha Ruma Sohini Madhumita Kakoli Ipsita Mitali",
    ),
    kids: list("Rishi Tiya Arka Ahana Rono Mishti Neel Titli Aryan Oishi"),
    cities: [
      ["Kolkata", "West Bengal", "7000"],
      ["Howrah", "West Bengal", "7111"],
      ["Siliguri", "West Bengal", "7340"],
    ],
    streets: [
      "Lake Gardens",
      "Salt Lake, Sector II",
      "Southern Avenue",
      "Ballygunge Place",
      "Behala Chowrasta",
    ],
  },
  {
    surnames: list("Deshpande Kulkarni Patil Joshi Jadhav Shinde More Pawar Bhosale Gokhale Kale Sawant"),
    men: list(
      "Sachin Mahesh Prashant Vinayak Ajay Sandeep Nitin Makarand Shrikant Milind Anil Tushar Omkar Vijay",
    ),
    women: list(
      "Sunanda Vaishali Ashwini Manisha Snehal Smita Aparna Rohini Madhuri Pallavi Archana Supriya Mugdha Anagha",
    ),
    kids: list("Arnav Swara Ojas Ira Shaurya Gargi Vihaan Saanvi Advait Mira"),
    cities: [
      ["Pune", "Maharashtra", "4110"],
      ["Mumbai", "Maharashtra", "4000"],
      ["Nagpur", "Maharashtra", "4400"],
      ["Nashik", "Maharashtra", "4220"],
    ],
    streets: ["Sahakar Nagar", "Kothrud Depot Road", "Hindu Colony, Dadar", "Prabhat Road", "Shivaji Park"],
  },
  {
    surnames: list(
      "Sharma Agarwal Gupta Rathore Shekhawat Maheshwari Jain Bhandari Khandelwal Mathur Purohit Vyas Chauhan",
    ),
    men: list(
      "Mahendra Rajesh Gajendra Mukesh Naresh Lokesh Yogesh Surendra Mohit Ankit Devendra Hemant Kailash Ashok",
    ),
    women: list(
      "Shanti Kamlesh Sangeeta Rekha Sarita Mamta Neha Khushboo Manju Vandana Usha Garima Seema Pushpa",
    ),
    kids: list("Kartik Aadhya Lakshya Pari Yash Navya Reyansh Myra Ayush Siya"),
    cities: [
      ["Jaipur", "Rajasthan", "3020"],
      ["Udaipur", "Rajasthan", "3130"],
      ["Jodhpur", "Rajasthan", "3420"],
      ["Kota", "Rajasthan", "3240"],
    ],
    streets: ["Vaishali Nagar", "Malviya Nagar", "C-Scheme", "Fatehpura", "Shastri Nagar"],
  },
  {
    surnames: list(
      "Nair Menon Pillai Kurup Varma Namboothiri Thomas Mathew George Varghese Panicker Warrier",
    ),
    men: list("Rajeev Biju Anoop Sunil Unni Vinod Manoj Jayan Sreekumar Arun Shaji Hari Joseph Renjith"),
    women: list("Sreeja Bindu Asha Latha Remya Divya Sindhu Geetha Ambili Anju Mini Parvathy Susan Jaya"),
    kids: list("Adithi Rohan Nandana Kannan Devika Ryan Malavika Neil Gauri Abhinav"),
    cities: [
      ["Kochi", "Kerala", "6820"],
      ["Thiruvananthapuram", "Kerala", "6950"],
      ["Kozhikode", "Kerala", "6730"],
      ["Thrissur", "Kerala", "6800"],
    ],
    streets: ["Panampilly Nagar", "MG Road", "Kowdiar", "Punkunnam", "Kaloor Junction"],
  },
];

/** The same families as they are kept in a Devanagari phone book. */
export const DEVANAGARI: Pick<Region, "surnames" | "men" | "women" | "kids"> = {
  surnames: list("शर्मा अग्रवाल गुप्ता राठौड़ जोशी कुलकर्णी पाटिल माहेश्वरी देशपांडे चौहान"),
  men: list("रमेश सुरेश महेंद्र राजेश मुकेश अशोक विजय अनिल संजय नितिन"),
  women: list("सुनीता रेखा सरिता ममता मंजू उषा सीमा पूजा माधुरी आशा"),
  kids: list("आरव अनाया विहान दीया आद्या यश मीरा कार्तिक"),
};

export const TAGS = [
  "Bride college",
  "Groom college",
  "Office",
  "School friends",
  "Neighbours",
  "Mumbai relatives",
  "Papa's business",
  "Temple trust",
  "Yoga group",
  "VIP",
];

export const NOTES = [
  "Jain food, no onion or garlic.\nArriving by the morning train, needs pickup.",
  "Call after 7 pm only",
  'Said "count us in"\nAsk again about the sangeet',
  "Wheelchair at the venue for Dadiji.\nGround-floor room, please",
  "Prefers Gujarati, not English",
  "Gave shagun at the roka; thank-you card pending",
  "Old address, they moved in 2023",
];

/** Homes abroad: [calling code, mobile prefix, digits that follow, town, country]. */
export const ABROAD: [code: string, prefix: string, digits: number, town: string, country: string][] = [
  ["44", "74", 8, "Harrow, London", "United Kingdom"],
  ["1", "6474", 6, "Brampton, ON", "Canada"],
  ["971", "50", 7, "Bur Dubai, Dubai", "United Arab Emirates"],
  ["65", "91", 6, "Serangoon Road, Singapore", "Singapore"],
  ["61", "41", 7, "Harris Park, NSW", "Australia"],
];
