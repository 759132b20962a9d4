import { useEffect, useState } from "preact/hooks";

import { forget, get } from "../../api/client";
import type { Row } from "../../api/types";
import { useList } from "../../api/use";
import { Empty } from "../../parts/Empty";
import { More } from "../../parts/More";
import { Time } from "../../parts/Time";
import { t } from "../../text/en/queue";

type Job = Row<"/jobs">;
type Source = Job["sources"][number];

// milliseconds between two looks at a job that goes on
const PAUSE = 1500;
// so many sources are shown without being asked for
const FEW = 10;

const going = (job: Job): boolean => job.state === "waiting" || job.state === "running";

/** Give a job, and look at it again as long as it goes on. */
function useFollowed(first: Job): Job {
  const [job, setJob] = useState(first);
  useEffect(() => setJob(first), [first]);
  const follows = going(job);
  useEffect(() => {
    if (!follows) return;
    const timer = setInterval(() => {
      // what the job keeps changes every answer of the desk
      forget();
      get("/jobs/{id}", { path: { id: first.id } }).then(setJob, () => undefined);
    }, PAUSE);
    return () => clearInterval(timer);
  }, [follows, first.id]);
  return job;
}

function Outcome({ source }: { source: Source }) {
  return (
    <li>
      <span class={`queue-outcome queue-${source.state}`}>{t(`source_${source.state}`)}</span>
      {source.report ? (
        <a href={`/reports/${encodeURIComponent(source.report)}`} dir="auto">
          {source.source}
        </a>
      ) : (
        <bdi>{source.source}</bdi>
      )}
      {source.error && (
        <span class="quiet small" dir="auto">
          {source.error.message}
        </span>
      )}
    </li>
  );
}

function Line({ first }: { first: Job }) {
  const job = useFollowed(first);
  const far = t("jobOf", { done: job.done, total: job.total });
  return (
    <li class="queue-row">
      <p class="queue-row-head">
        <span class={`queue-row-name queue-job-${job.state}`}>{t(`job_${job.state}`)}</span>
        <progress max={job.total} value={job.done} aria-label={far} />
        <span role="status">{far}</span>
        <span class="quiet small">
          {t.rich("jobAsked", { time: <Time at={job.created} /> })}
          {job.finished && <> · {t.rich("jobEnded", { time: <Time at={job.finished} /> })}</>}
        </span>
      </p>
      {job.problem && <p class="field-problem">{job.problem}</p>}
      {job.sources.length > 0 && (
        <details open={job.sources.length <= FEW}>
          <summary class="small">{t("jobSources", { n: job.sources.length })}</summary>
          <ul class="queue-outcomes">
            {job.sources.map((source, index) => (
              <Outcome key={index} source={source} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** Requests to add several reports: how far each is, and what became of every source. */
export function JobList() {
  const list = useList("/jobs", {});
  return (
    <>
      <ul class="rows queue-jobs">
        {list.rows.map((job) => (
          <Line key={job.id} first={job} />
        ))}
      </ul>
      {list.none && (
        <Empty title={t("jobsNone")}>
          <p>{t("jobsNoneHelp")}</p>
        </Empty>
      )}
      <More list={list} />
    </>
  );
}
