import { useApi } from "../../api/use";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { PageHead } from "../../parts/PageHead";
import { Figures } from "../../parts/Figures";
import { t } from "../../text/en/incident";

/** One incident with its figures. */
export default function Page({ params }: { params: { id: string } }) {
  const { data, error, loading, reload } = useApi("/incidents/{id}", { path: { id: params.id } });
  return (
    <>
      <PageHead title={data?.title ?? t("title")} />
      {loading && !data && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {data?.rollups.map((rollup) => <Figures key={rollup.what} rollup={rollup} claims={data.figures} />)}
    </>
  );
}
