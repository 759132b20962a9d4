import "./report.css";

import { useLocation } from "preact-iso";
import { useMemo } from "preact/hooks";

import { useApi } from "../../api/use";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { PageHead } from "../../parts/PageHead";
import { putInAddress } from "../../parts/params";
import { useKept } from "../../reading/kept";
import { ASKED, makeBook } from "../../reading/marks";
import { ReadingView } from "../../reading/ReadingView";
import { common } from "../../text/en/common";
import { t } from "../../text/en/report";
import { About } from "./About";
import { askedWords, idForAddress, targetOf } from "./address";
import { Head } from "./Head";

function Report({ id }: { id: string }) {
  const { query } = useLocation();
  const { data: reading, error, loading, reload } = useApi("/reports/{id}/reading", { path: { id } });
  const kept = useKept(id);
  const asked = askedWords(query.mark);
  const length = reading ? [...reading.report.text].length : 0;
  const found = asked && asked.end <= length ? asked : undefined;
  const book = useMemo(() => reading && makeBook(reading, kept, found), [reading, kept, found?.start, found?.end]);
  const at = book && query.at ? targetOf(book, query.at) : undefined;
  return (
    <>
      <PageHead title={reading ? (reading.report.title ?? common("untitled")) : t("title")} />
      {loading && !reading && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {asked && reading && !found && (
        <p class="notice" role="status">
          {t("wordsGone")}
        </p>
      )}
      {book && (
        <>
          <Head id={id} reading={book.reading} />
          <ReadingView
            book={book}
            at={at ?? (found && ASKED)}
            layers={query.layers}
            keep={{
              opened: (target) => putInAddress("at", idForAddress(book, target) ?? null),
              layered: (layers) => putInAddress("layers", layers),
            }}
          />
          <About id={id} left={kept.left} />
        </>
      )}
    </>
  );
}

/** One report: its text with all that was read in it, where it comes from, and what it tells of. */
export default function Page({ params }: { params: { id: string } }) {
  return <Report key={params.id} id={params.id} />;
}
