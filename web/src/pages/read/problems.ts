import type { ApiProblem } from "../../api/problem";
import { t } from "../../text/en/read";

type Kind = "fetch" | "private" | "none" | "large" | "busy" | "scope" | "other";

const LARGE = ["serve.too-large", "acquire.too-large", "document.too-large"];
const BUSY = ["serve.busy", "serve.too-fast", "serve.slow", "serve.slow-body", "serve.stopping"];

function kindOf(slug: string): Kind {
  if (slug === "serve.private-address") return "private";
  if (slug === "serve.wrong-scope") return "scope";
  if (LARGE.includes(slug)) return "large";
  if (BUSY.includes(slug)) return "busy";
  if (slug.startsWith("acquire.")) return "fetch";
  if (slug.startsWith("document.")) return "none";
  return "other";
}

/** Say in plain words why a source was not read, and what to do. */
export function problemInWords(problem: ApiProblem): { title: string; help: string } {
  const kind = kindOf(problem.slug);
  return { title: t(`title_${kind}`), help: t(`help_${kind}`) };
}
