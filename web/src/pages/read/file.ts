/** A file as it was read in the browser. */
export interface Taken {
  name: string;
  text: string;
  /** Whether it is a page rather than plain text. */
  page: boolean;
}

/** The most bytes that the desk takes at once, unless it is set otherwise (`serve.max_body`). */
export const MOST_BYTES = 5_000_000;

const PAGE = /\.(?:html?|xhtml)$/i;
const PLAIN = /\.(?:txt|text|md|markdown)$/i;
// as much of a page as browsers look through for the name of its character set
const BEGINNING = 1024;

/** Say whether a file may be one that can be read, by its name and its type. */
export function readable(file: File): boolean {
  return PAGE.test(file.name) || PLAIN.test(file.name) || file.type.startsWith("text/") || file.type === "application/xhtml+xml";
}

function decoder(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/** Turn the bytes of a file into text: by its byte order mark, as UTF-8, by what the page declares, else as Windows-1252. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const head = new TextDecoder("windows-1252").decode(bytes.slice(0, BEGINNING));
    const declared = /charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? "";
    return (decoder(declared) ?? new TextDecoder("windows-1252")).decode(bytes);
  }
}

/** Read a file in the browser. */
export async function taken(file: File): Promise<Taken> {
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  const page = PAGE.test(file.name) || (!PLAIN.test(file.name) && /html/.test(file.type));
  return { name: file.name, text, page };
}

/** Give the size in bytes of what is sent. */
export const sentBytes = (body: object): number => new Blob([JSON.stringify(body)]).size;
