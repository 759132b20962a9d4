import type { t as actor } from "./en/actor";
import type { t as actors } from "./en/actors";
import type { common } from "./en/common";
import type { t as dyads } from "./en/dyads";
import type { t as incident } from "./en/incident";
import type { t as place } from "./en/place";
import type { t as places } from "./en/places";
import type { t as queue } from "./en/queue";
import type { t as read } from "./en/read";
import type { t as report } from "./en/report";
import type { t as settings } from "./en/settings";
import type { t as situation } from "./en/situation";
import type { t as speaker } from "./en/speaker";
import type { t as statements } from "./en/statements";
import type { Speak, Text } from "./texts";

type Of<S> = S extends Speak<infer T> ? { readonly [K in keyof T]?: Text } : never;

/** The texts of one language: those of English by module and key. What is left out is shown in English. */
export interface Catalogue {
  actor?: Of<typeof actor>;
  actors?: Of<typeof actors>;
  common?: Of<typeof common>;
  dyads?: Of<typeof dyads>;
  incident?: Of<typeof incident>;
  place?: Of<typeof place>;
  places?: Of<typeof places>;
  queue?: Of<typeof queue>;
  read?: Of<typeof read>;
  report?: Of<typeof report>;
  settings?: Of<typeof settings>;
  situation?: Of<typeof situation>;
  speaker?: Of<typeof speaker>;
  statements?: Of<typeof statements>;
}
