import { useApi } from "../../api/use";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { PageHead } from "../../parts/PageHead";
import { cut } from "../../parts/characters";
import { t } from "../../text/en/report";

/** One report with its text. */
export default function Page({ params }: { params: { id: string } }) {
  const { data, error, loading, reload } = useApi("/reports/{id}/reading", { path: { id: params.id } });
  return (
    <>
      <PageHead title={data?.report.title ?? t("title")} />
      {loading && !data && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {data?.report.blocks.map((block) => (
        <p key={block.start} dir="auto">
          {cut(data.report.text, block.start, block.end)}
        </p>
      ))}
    </>
  );
}
