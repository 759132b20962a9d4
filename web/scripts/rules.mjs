// The house rules of the pages that no compiler knows. Usage: node scripts/rules.mjs [folder]; prints every breach.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const SOURCES = process.argv[2] ?? fileURLToPath(new URL("../src", import.meta.url));
const LINES = 400;
// written by a program, and as long as the API is large
const GENERATED = "api/schema.d.ts";
const TEXTS = /^text\/[a-z-]+\//;
// attributes that a reader sees or hears
const SEEN = new Set(["alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "label", "placeholder", "summary", "title"]);
const MARKUP = new Set(["dangerouslySetInnerHTML", "innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc"]);
const CODE = new Set(["eval", "Function"]);
const ELSEWHERE = /(?:https?|wss?):\/\/[a-z0-9]|url\(\s*["']?\/\//i;
// a name for elements, from which nothing is fetched
const NAMESPACE = /^http:\/\/www\.w3\.org\//;
const WORD = /\p{L}/u;

const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);

// words of a text, of a template, or of either arm of a choice that is drawn as it stands
function drawn(node) {
  if (!node) return "";
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text;
  if (ts.isTemplateExpression(node)) return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("");
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) return drawn(node.expression);
  if (ts.isConditionalExpression(node)) return drawn(node.whenTrue) + drawn(node.whenFalse);
  if (ts.isBinaryExpression(node)) return drawn(node.right) + (node.operatorToken.kind === ts.SyntaxKind.PlusToken ? drawn(node.left) : "");
  return "";
}

function* ofJsx(node) {
  const around = node.parent;
  // keys are called what stands on them, in every language
  const key = around && ts.isJsxElement(around) && around.openingElement.tagName.getText() === "kbd";
  const child = around && !key && (ts.isJsxElement(around) || ts.isJsxFragment(around));
  if (child && (ts.isJsxText(node) || ts.isJsxExpression(node)) && WORD.test(drawn(node))) yield "a text that is not from the catalogue";
  if (!ts.isJsxAttribute(node)) return;
  const name = node.name.getText();
  if (SEEN.has(name) && WORD.test(drawn(node.initializer))) yield `${name} with a text that is not from the catalogue`;
  if (name === "style") yield "a style attribute, which the policy of the pages forbids";
}

function* ofNode(node, where) {
  if (node.kind === ts.SyntaxKind.AnyKeyword) yield "any; give it a type";
  if ((ts.isIdentifier(node) || ts.isStringLiteral(node)) && MARKUP.has(node.text)) yield `${node.text}, which takes text for markup`;
  if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && CODE.has(node.expression.getText())) yield "code made of text";
  if (isText(node) && ELSEWHERE.test(node.text) && !NAMESPACE.test(node.text) && !TEXTS.test(where)) yield "an address of another host";
  yield* ofJsx(node);
}

function* ofScript(where, text) {
  const source = ts.createSourceFile(where, text, ts.ScriptTarget.Latest, true, where.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found = [];
  const visit = (node) => {
    for (const problem of ofNode(node, where)) found.push(`${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${problem}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  yield* found;
}

function* breaches(path) {
  const where = relative(SOURCES, path);
  const text = readFileSync(path, "utf-8");
  if (where === GENERATED) return;
  if (where.endsWith(".css")) {
    if (ELSEWHERE.test(text)) yield `${where}: an address of another host`;
    return;
  }
  const lines = text.split("\n").length - 1;
  if (lines > LINES) yield `${where}: ${lines} lines, and ${LINES} are the limit`;
  for (const problem of ofScript(where, text)) yield `${where}:${problem}`;
}

const files = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
  .filter((each) => each.isFile() && /\.(?:css|tsx?)$/.test(each.name))
  .map((each) => join(each.parentPath, each.name))
  .sort();
const found = files.flatMap((path) => [...breaches(path)]);
console.log(found.join("\n"));
process.exitCode = found.length > 0 ? 1 : 0;
