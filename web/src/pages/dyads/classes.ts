import type { Counts, Quad } from "../../parts/Quads";
import { QUADS } from "../../parts/Quads";
import { kindOf } from "../../parts/kinds";

export const MEANS = ["verbal", "material"] as const;
export const TONES = ["cooperation", "conflict"] as const;
export type Means = (typeof MEANS)[number];
export type Tone = (typeof TONES)[number];

/** Which quad classes are counted; undefined counts both sides of a distinction. */
export interface Chosen {
  means: Means | undefined;
  tone: Tone | undefined;
}

const OF: Readonly<Record<Quad, { means: Means; tone: Tone }>> = {
  vcoop: { means: "verbal", tone: "cooperation" },
  mcoop: { means: "material", tone: "cooperation" },
  vconf: { means: "verbal", tone: "conflict" },
  mconf: { means: "material", tone: "conflict" },
};
// types are coloured by their quad class
const BY_COLOUR: Readonly<Record<string, Quad>> = {
  "--kind-talk": "vcoop",
  "--kind-deed": "mcoop",
  "--kind-word": "vconf",
  "--kind-force": "mconf",
};

const fits = (quad: Quad, { means, tone }: Chosen): boolean =>
  (means === undefined || OF[quad].means === means) && (tone === undefined || OF[quad].tone === tone);

/** Read what is chosen out of the address. */
export const chosenIn = (means: string, tone: string): Chosen => ({
  means: MEANS.find((each) => each === means),
  tone: TONES.find((each) => each === tone),
});

/** Whether every event is counted. */
export const countsAll = ({ means, tone }: Chosen): boolean => means === undefined && tone === undefined;

/** Count the events of the chosen classes; `all` where no class was chosen, since types of a desk may have none. */
export function countOf(all: number, quads: Counts, chosen: Chosen): number {
  if (countsAll(chosen)) return all;
  return QUADS.reduce((sum, quad) => sum + (fits(quad, chosen) ? quads[quad] : 0), 0);
}

/** Say whether events of a type are counted. */
export function countsType(type: string, chosen: Chosen): boolean {
  const quad = BY_COLOUR[kindOf(type).colour];
  return countsAll(chosen) || (quad !== undefined && fits(quad, chosen));
}
