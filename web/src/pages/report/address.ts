import { deskActor, deskPlace, keptFlag } from "../../reading/kept";
import type { Book } from "../../reading/marks";

/** Read which words a link asks for: `START-END`, in characters. */
export function askedWords(mark: string | undefined): { start: number; end: number } | undefined {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(mark ?? "");
  const [start, end] = [Number(found?.[1]), Number(found?.[2])];
  return found && start < end ? { start, end } : undefined;
}

/** Find what a record of the desk is called in the reading; records across reports stand for theirs here. */
export function targetOf(book: Book, id: string): string | undefined {
  if (book.targets.has(id)) return id;
  for (const target of book.targets.values()) {
    if (target.kind === "actor" && deskActor(book.kept, target.actor)?.id === id) return target.id;
    if (target.kind === "place" && deskPlace(book.kept, target.place)?.id === id) return target.id;
    if (target.kind === "flag" && keptFlag(book.kept, target.flag)?.id === id) return target.id;
  }
  return undefined;
}

/** Give the id by which an address names what is open; dates have none. */
export function idForAddress(book: Book, open: string | undefined): string | undefined {
  const target = open === undefined ? undefined : book.targets.get(open);
  if (target?.kind === "date") return undefined;
  return target?.kind === "flag" ? keptFlag(book.kept, target.flag)?.id : target?.id;
}
