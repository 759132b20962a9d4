import { common } from "../text/en/common";

/** How a type of event is drawn: a path in a box of 16 by 16 (filled by the even-odd rule), and a colour token. */
export interface Kind {
  path: string;
  /** Name of a custom property of the style sheet; the colour is that of the quad class, the shape that of the type. */
  colour: string;
}

const TALK = "--kind-talk";
const DEED = "--kind-deed";
const WORD = "--kind-word";
const FORCE = "--kind-force";
const CIRCLE = "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2z";
const SQUARE = "M2 2h12v12H2z";

export const KINDS: Readonly<Record<string, Kind>> = {
  AGREE: { path: CIRCLE, colour: TALK },
  CONSULT: { path: `${CIRCLE}M8 5a3 3 0 1 0 0 6A3 3 0 1 0 8 5z`, colour: TALK },
  SUPPORT: { path: "M6 2h4v4h4v4h-4v4H6v-4H2V6h4z", colour: TALK },
  CONCEDE: { path: "M2 3h12L8 14z", colour: TALK },
  COOPERATE: { path: "M5 4a4 4 0 1 0 0 8A4 4 0 1 0 5 4zM12.500 5.500v5h3v-5z", colour: DEED },
  AID: { path: `${SQUARE}M7 4v3H4v2h3v3h2V9h3V7H9V4z`, colour: DEED },
  RETREAT: { path: "M8 2v4h6v4H8v4L1 8z", colour: DEED },
  REQUEST: { path: "M8 3l6 6-2 2.500-4-4-4 4L2 9z", colour: WORD },
  ACCUSE: { path: "M6 1h4l-1 9H7zM6.500 11.500h3v3h-3z", colour: WORD },
  REJECT: { path: "M4 2l4 4 4-4 2 2-4 4 4 4-2 2-4-4-4 4-2-2 4-4-4-4z", colour: WORD },
  THREATEN: { path: "M8 1l7 13H1zM8 5.500L4.500 12h7z", colour: WORD },
  PROTEST: { path: "M3 1h2v1h9l-3 3.500L14 9H5v6H3z", colour: FORCE },
  SANCTION: { path: `${CIRCLE}M4 7v2h8V7z`, colour: FORCE },
  MOBILIZE: { path: "M8 1l6 7h-4v7H6V8H2z", colour: FORCE },
  COERCE: { path: `${SQUARE}M5 5v6h6V5z`, colour: FORCE },
  ASSAULT: { path: "M8 .5l1.600 3.600 3.700-1.400-1.400 3.700L15.500 8l-3.600 1.600 1.400 3.700-3.700-1.400L8 15.500l-1.600-3.600-3.700 1.400 1.400-3.700L.5 8l3.600-1.600-1.400-3.700 3.700 1.400z", colour: FORCE },
};

// types that these pages do not know; those of a codebook of one's own are drawn as the type that they refine
const OTHER: Kind = { path: "M8 1l7 7-7 7-7-7z", colour: "--kind-other" };

/** The types of PLOVER, in the order of its manual. */
export const TYPES: readonly string[] = Object.keys(KINDS);

/** Say how a type is drawn; one that is not PLOVER's is a diamond. */
export const kindOf = (type: string): Kind => KINDS[type] ?? OTHER;

/** Name a type in words; one that is not PLOVER's is named by its code. */
export const kindName = (type: string): string => common.maybe(`type_${type}`) ?? type;
