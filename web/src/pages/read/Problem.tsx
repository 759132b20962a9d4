import type { ApiProblem } from "../../api/problem";
import { Failure } from "../../parts/Failure";
import { common } from "../../text/en/common";
import { problemInWords } from "./problems";

/** Why a source was not read or kept, and what to do next. */
export function Problem({ problem }: { problem: ApiProblem }) {
  if (problem.status === 0 || problem.status === 401 || problem.slug === "unreadable") return <Failure error={problem} />;
  const { title, help } = problemInWords(problem);
  return (
    <div class="notice notice-bad" role="alert">
      <p class="notice-title">{title}</p>
      <p dir="auto">{problem.message}</p>
      <p>
        {help} {problem.wait ? common("waitHelp", { n: problem.wait }) : ""}
      </p>
      <p class="quiet small">{common("errorName", { slug: problem.slug })}</p>
    </div>
  );
}
