/** The modes of each type of PLOVER; types that are not here have none. A test compares them with the codebook. */
export const MODES: Readonly<Record<string, readonly string[]>> = {
  CONSULT: ["visit", "third-party", "multilateral", "phone"],
  RETREAT: ["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
  REQUEST: ["assist", "change", "yield", "meet"],
  ACCUSE: ["disapprove", "investigate", "allege"],
  REJECT: ["assist", "change", "yield", "meet"],
  THREATEN: ["restrict", "arrest", "relations", "expel", "territory", "violence"],
  PROTEST: ["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"],
  SANCTION: ["convict", "expel", "withdraw", "discontinue"],
  MOBILIZE: ["troops", "weapons", "police", "militia"],
  COERCE: ["seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"],
  ASSAULT: [
    "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack",
    "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
  ],
};

/** How real an event can be, as the API names it. */
export const MODALITIES = ["happened", "ongoing", "future", "threatened", "demanded", "hypothetical", "negated"] as const;

/** What figures can count, as the API names it. */
export const COUNTED = [
  "killed", "injured", "missing", "arrested", "abducted", "released", "displaced", "participants", "forces", "materiel", "casualties",
] as const;
