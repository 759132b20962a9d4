import type { ApiProblem } from "../api/problem";
import { common } from "../text/en/common";

function told(problem: ApiProblem): { title: string; help: string } {
  if (problem.slug === "unreachable") return { title: common("unreachable"), help: common("unreachableHelp") };
  if (problem.slug === "unreadable") return { title: common("unreadable"), help: common("unreadableHelp") };
  if (problem.status === 404) return { title: common("unknownId"), help: common("unknownIdHelp") };
  const help = problem.wait ? common("waitHelp", { n: problem.wait }) : "";
  return { title: common("wrong"), help: [problem.message, help].filter(Boolean).join(" ") };
}

/** Says what went wrong with a request and what to do next; `retry` asks again. */
export function Failure({ error, retry }: { error: ApiProblem; retry?: (() => void) | undefined }) {
  // the form for the token is on the page already
  if (error.status === 401) return null;
  const { title, help } = told(error);
  return (
    <div class="notice notice-bad" role="alert">
      <p class="notice-title">{title}</p>
      {help && <p>{help}</p>}
      {error.status > 0 && <p class="quiet small">{common("errorName", { slug: error.slug })}</p>}
      {retry && (
        <button type="button" onClick={retry}>
          {common("retry")}
        </button>
      )}
    </div>
  );
}
