"""The house rules of the pages: each breach is found, and what is allowed is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.pages import breaches

# file -> what is written into it, and what is said of it (nothing where it is allowed)
CASES = {
    "text.tsx": ("export const A = () => <p>Words</p>;", "1: a text that is not from the catalogue"),
    "braces.tsx": ('export const A = () => <p>{"Words"}</p>;', "1: a text that is not from the catalogue"),
    "fragment.tsx": ("export const A = () => <>Слова</>;", "1: a text that is not from the catalogue"),
    "template.tsx": ("export const A = (n: number) => <p>{`${n} words`}</p>;", "1: a text that is not from"),
    "choice.tsx": ('export const A = (n: number) => <p>{n > 1 ? "many" : n}</p>;', "1: a text that is not from"),
    "label.tsx": ('export const A = () => <p aria-label="Words">·</p>;', "1: aria-label with a text"),
    "title.tsx": ("export const A = (n: number) => <p title={`${n} words`} />;", "1: title with a text"),
    "placeholder.tsx": ('export const A = () => <input placeholder="Words" />;', "1: placeholder with a text"),
    "alt.tsx": ('export const A = () => <img alt="Words" />;', "1: alt with a text"),
    "style.tsx": ('export const A = () => <p style="color: red" />;', "1: a style attribute"),
    "markup.tsx": (
        "export const A = () => <p dangerouslySetInnerHTML={{ __html: x }} />;",
        "1: dangerouslySetInnerHTML",
    ),
    "inner.ts": ("export const a = (p: Element) => {\n  p.innerHTML = x;\n};", "2: innerHTML"),
    "named.ts": ('export const a = (p: Element) => (p["outerHTML"] = x);', "1: outerHTML"),
    "any.ts": ("export const a = (p: any) => p;", "1: any"),
    "eval.ts": ('export const a = eval("1");', "1: code made of text"),
    "function.ts": ('export const a = new Function("return 1");', "1: code made of text"),
    "host.ts": ('export const a = fetch("https://tiles.example/1");', "1: an address of another host"),
    "host.css": ("p { background: url(//tiles.example/1.png); }", " an address of another host"),
    "long.ts": ("export {};\n" * 401, " 401 lines, and 400 are the limit"),
    "allowed.tsx": (
        "// <p>Words of a comment</p>, any, https://docs.example\n"
        'export const A = ({ t }: P) => <p class="x" aria-label={t("x")} dir="auto">{t("x")} · → {" "}{a ? t("y") : 1}</p>;',
        "",
    ),
    "key.tsx": ("export const A = () => <kbd>n</kbd>;", ""),
    "full.ts": ("export {};\n" * 400, ""),
    "names.ts": ('export const a = document.createElementNS("http://www.w3.org/2000/svg", "svg");', ""),
    "text/xx/help.ts": ('export const a = "No address that begins with https://example";', ""),
    "api/schema.d.ts": ("export type A = any;", ""),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("src")
    for name, (content, _) in CASES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content + "\n" * (not content.endswith("\n")), encoding="utf-8")
    return breaches(folder)


@pytest.mark.parametrize("name", CASES)
def test_each_breach_is_found_and_nothing_else(found, name):
    told = CASES[name][1]
    said = [line for line in found if line.startswith(f"{name}:")]
    assert len(said) == bool(told), said
    assert not told or said[0].startswith(f"{name}:{told}")


def test_the_pages_keep_them():
    assert breaches(Path(__file__).resolve().parent.parent / "web" / "src") == []
