import type { Mark } from "./marks";

/** A piece of a block on which the same marks lie from its start to its end, the longest mark first. */
export interface Segment {
  start: number;
  end: number;
  marks: Mark[];
}

/** Cut a block where a mark begins or ends; marks may lie in each other and overlap. */
export function segments(block: { start: number; end: number }, marks: readonly Mark[]): Segment[] {
  const own = marks.filter((mark) => mark.start < block.end && block.start < mark.end);
  const bounds = new Set([block.start, block.end]);
  for (const { start, end } of own) {
    bounds.add(Math.max(start, block.start));
    bounds.add(Math.min(end, block.end));
  }
  const cuts = [...bounds].sort((one, other) => one - other);
  const longest = [...own].sort((one, other) => other.end - other.start - (one.end - one.start));
  return cuts.slice(0, -1).map((start, index) => ({
    start,
    end: cuts[index + 1] ?? block.end,
    marks: longest.filter((mark) => mark.start <= start && start < mark.end),
  }));
}
