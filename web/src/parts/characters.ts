// Spans of the API count characters as Python does, by code point; strings here count UTF-16 units.
const PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/;

/** Changes between the two ways of counting, for one text. */
export interface Counting {
  /** Give the index in the string of the character at a place of the API. */
  toIndex(place: number): number;
  /** Give the place in the API's counting of an index of the string. */
  toPlace(index: number): number;
}

const SAME: Counting = { toIndex: (place) => place, toPlace: (index) => index };

/** Make what changes places of the API into indices of a text and back; most texts need no change. */
export function counting(text: string): Counting {
  if (!PAIRS.test(text)) return SAME;
  const starts: number[] = [];
  for (let index = 0; index < text.length; index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1) starts.push(index);
  const places = new Map(starts.map((index, place) => [index, place]));
  return {
    toIndex: (place) => starts[place] ?? text.length,
    toPlace: (index) => places.get(index) ?? places.get(index - 1) ?? starts.length,
  };
}

/** Cut out what lies between two places of the API. */
export function cut(text: string, start: number, end: number): string {
  const { toIndex } = counting(text);
  return text.slice(toIndex(start), toIndex(end));
}
