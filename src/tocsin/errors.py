"""Every message that a user can meet, by slug."""

from __future__ import annotations

# slug -> what happened, with which value, and what to do about it
MESSAGES: dict[str, str] = {
    "records.bad-span": "A span must lie inside its text and quote it: got {start} to {end}, {quote!r}.",
    "records.bad-block": "Blocks must be in order and inside the text: got a {kind} from {start} to {end}.",
    "records.no-evidence": "A {record} needs at least one span of evidence, and {id} has none.",
    "settings.no-file": "The settings file {path} cannot be read: {problem}. Name another with --settings.",
    "settings.bad-file": "The settings file {path} is not TOML: {problem}. docs/settings.md shows an example.",
    "settings.unknown-key": "{where} sets {key}, and there is no such setting. {hint}",
    "settings.wrong-type": "{where} sets {key} to {value!r}, but it must be {wanted}.",
    "settings.removed-key": "{where} sets {key}, which no longer exists. {instead}",
    "settings.bad-name": "names.shown takes WRITTEN=SHOWN, such as Derry=Derry / Londonderry, not {pair!r}.",
    "settings.bad-assignment": "--set takes stage.name=value, not {assignment!r}; docs/settings.md lists the names.",
    "read.rejected": "{source} was not read: {reason}",
    "read.nothing": "{source} holds nothing to read; name a file, an address or a folder with reports in it.",
    "read.several": "{source} holds more than one report; use tocsin.read_many, which gives them one by one.",
    "run.failed": "Stage {stage} failed on this source ({problem}); the others were read. Please report it.",
    "run.crashed": "Something went wrong inside Tocsin ({problem}). Run it with --debug to see where, and report it.",
    "evaluate.unknown-task": "There is no task {task!r} to evaluate; the tasks are {tasks}.",
    "evaluate.no-file": "The data file {path} cannot be read: {problem}.",
    "evaluate.bad-record": "Line {line} of {path} is not a record of task {task}: {problem}.",
    "evaluate.no-gold": "{folder} holds no reports: the task needs a folder with pairs of NAME.txt and NAME.toml.",
    "evaluate.no-gold-desk": "{folder} holds no desk with gold: it needs gold*.toml and a folder reports beside it.",
    "evaluate.bad-gold": "{path} is not in the form of gold for readings: {problem}.",
    "acquire.bad-url": "{url} is no address that can be fetched: {problem}.",
    "acquire.unknown-host": "The host {host} was not found ({problem}). Check the address and the connection.",
    "acquire.private-address": (
        "{host} leads to {address}, which is not on the public internet; it was not asked. If you trust it, set "
        "acquire.allow_private=true."
    ),
    "acquire.timeout": (
        "{url} did not answer in time ({problem}; {seconds} seconds in all). Try again, or set acquire.total_timeout."
    ),
    "acquire.no-connection": "{url} could not be reached: {problem}.",
    "acquire.bad-answer": "{url} gave an answer that is not proper HTTP: {problem}.",
    "acquire.too-many-redirects": "{url} redirects more than {limit} times (acquire.max_redirects).",
    "acquire.http-status": "{url} answered with status {status} instead of a page.",
    "acquire.media-type": "{url} is {media_type}; Tocsin reads HTML, plain text and Markdown.",
    "acquire.too-large": "{source} is larger than {limit} bytes (acquire.max_bytes).",
    "acquire.no-file": "There is no file or folder {path}. For an address, write it with https:// in front.",
    "acquire.unreadable": "{path} cannot be read: {problem}.",
    "acquire.not-a-file": "{path} is neither a file nor a folder.",
    "acquire.other-suffix": "{path} has {suffix}; in a folder Tocsin reads .html, .htm, .xhtml, .txt and .md files.",
    "acquire.readme": "{path} describes its folder and is not read as a report; name it by itself to read it.",
    "acquire.page-parts": "{path} holds the pictures and scripts of the page saved beside it.",
    "acquire.empty-folder": "{path} holds no .html, .htm, .xhtml, .txt or .md file to read.",
    "annotate.no-weights": (
        "The reader model is not complete: {path} is missing. Install Tocsin again, or name a folder with the model's "
        "files in the setting annotate.weights."
    ),
    "resolve.no-place-data": "The gazetteer cannot be built: the package {package} is missing. Install Tocsin again.",
    "resolve.bad-contested": (
        "resolve.contested takes name=COUNTRY with an ISO alpha-3 code or none, not {setting!r}; the names are {known}."
    ),
    "resolve.bad-country-file": "{path} is not a GeoNames country file: {problem}.",
    "resolve.unknown-country": (
        "There is no country {country!r}, nor a file of that name. Give an ISO code such as KE, or the path of a "
        "GeoNames country file."
    ),
    "resolve.empty-country-file": "{path} holds no place that Tocsin keeps. Is it a GeoNames country file?",
    "resolve.no-actor-file": "The file of actors {path} cannot be read: {problem}. See setting resolve.actor_files.",
    "resolve.bad-actor-file": "The file of actors {path} is not in the form of organisations.toml: {problem}.",
    "document.empty": "There is no text in it.",
    "document.binary": "It is {kind}, not a text; Tocsin reads HTML, plain text and Markdown.",
    "document.undecodable": "Its character set is not declared and could not be made out. Save it as UTF-8.",
    "document.too-large": "It is too large for a report: {size}.",
    "document.unparseable": "Its markup could not be parsed: {problem}.",
    "document.feed": "It is a feed or sitemap (<{root}>), which lists articles. Name the articles themselves.",
    "document.redirect": "The page only sends its reader on to {url}. Name that address.",
    "document.error-page": "The page reports an error instead of an article: {title!r}.",
    "document.script-shell": (
        "The page shows no article without running its scripts (words shown: {words}). Save it from a browser and read "
        "the saved file."
    ),
    "document.listing-page": "The page lists other pages ({links} links that read like headlines) and is no article.",
    "document.language": "It is in {language}; Tocsin reads English for now.",
    "document.too-short": "It has {words} words of running text; a report needs {fewest}.",
    "document.furniture": "Left out as {label}: {text}",
    "document.charset": "Its character set is {charset} ({how}); characters may be wrong.",
    "events.unsure": "“{words}” may tell of an event, but only with confidence {score:.2f} (events.event_score).",
    "events.pointing": "“{words}” points to a deed that the report does not tell.",
    "desk.exists": "{folder} holds a desk already. Use it with --desk, or name another folder.",
    "desk.none": "There is no desk in {folder} or above it. Make one with tocsin init, or name one with --desk.",
    "desk.none-there": "{folder} holds no desk. Make one with: tocsin init {folder}",
    "desk.bad-database": "{database!r} cannot stand in a settings file; give a path or an address without quotes.",
    "desk.unwritable": "A desk cannot be made in {folder}: {problem}.",
    "desk.unknown-id": "Nothing of the id {id} is kept here. tocsin incidents, events and so on list ids.",
    "review.no-such-verdict": "There is no verdict {verdict!r} on a record of kind {subject!r}; there are: {allowed}.",
    "review.no-author": "A review needs the name of who decides. Give it with --author.",
    "review.others": "A merge and a split need the ids of other records, and nothing else does; got {verdict!r}.",
    "review.fields": "A correction needs fields and values, and nothing else does; got {verdict!r}.",
    "review.unknown": "There is no review {id}, or it was taken back already.",
    "review.unknown-record": "There is no {subject} {id} here.",
    "review.not-a-part": "{id} is no part of {whole}, or all of it; a split takes out some of its parts.",
    "review.unknown-field": "{field!r} cannot be corrected; these can: {fields}.",
    "review.bad-value": "{field} cannot be {value!r}; it must be {wanted}.",
    "codebook.no-file": "The codebook {path} cannot be read: {problem}. See the setting events.codebook.",
    "codebook.bad-file": "The codebook {path} is not TOML: {problem}. docs/codebook.md shows an example.",
    "codebook.empty": "The codebook {path} adds nothing to PLOVER. docs/codebook.md shows how to write a type.",
    "codebook.unknown-key": "The codebook {path} has {key} in {where}, and there is no such key. {hint}",
    "codebook.missing-key": "The codebook {path} lacks {key} in {where}. docs/codebook.md shows an example.",
    "codebook.wrong-value": "The codebook {path} sets {key} in {where} to {value!r}, but {wanted}.",
    "codebook.name-taken": "The codebook {path} has {where}, but that name is PLOVER's. Choose another.",
    "codebook.no-condition": (
        "The codebook {path} gives {where} no condition, so that it would only be another name for {refines}. Give "
        "it words, trigger_words, actors, recipients, contexts or modality."
    ),
    "codebook.unknown-code": "{code!r} is no CAMEO code; codes are texts of two to four figures, such as '043'.",
    "codebook.unknown-label": "PLOVER has no type or mode {label!r}; docs/codebook.md lists them.",
    "store.bad-url": (
        "{url} is no address of a desk. Write sqlite:///PATH for a file (sqlite:////PATH from the root) or "
        "postgresql://USER:PASSWORD@HOST/NAME."
    ),
    "store.no-folder": "There is no folder {folder} to put {path} into. Make it first, or name another path.",
    "store.is-folder": "{path} is a folder; a desk is a file. Name a file in it.",
    "store.no-desk": "There is no desk at {url}. Check the address; `tocsin add` makes a desk where there is none.",
    "store.read-only": "{path} may not be written to, and a desk needs that. Change its rights, or name another path.",
    "store.no-file": "The desk {path} cannot be opened: {problem}.",
    "store.no-database": "{path} is no desk, or it is damaged: {problem}. Name another path.",
    "store.other-database": "{url} holds tables of something else than Tocsin. Give the desk a database of its own.",
    "store.newer": (
        "The desk {url} was made by a newer Tocsin (its tables are of revision {revision}). Update Tocsin to open it."
    ),
    "store.no-psycopg": 'A desk in PostgreSQL needs psycopg ({problem}). Run pip install "tocsin[postgres]".',
    "store.no-connection": (
        "The desk {url} cannot be opened: {problem}. Check that the server runs, and the host, the user, the password, "
        "the name of the database and the right to make tables in it."
    ),
    "store.encoding": (
        "The database {url} keeps text as {encoding}, and a desk needs UTF8. Make one with createdb -E UTF8 -T "
        "template0 NAME."
    ),
    "store.busy": "Somebody else has been writing to the desk {url} for {seconds} seconds. Try again later.",
    "store.failed": "The desk {url} could not go on: {problem}. Nothing of this step was kept.",
    "store.bad-span": (
        "Report {report} was not kept: {where} quotes characters {start} to {end}, and the text does not say that "
        "there. Please report it."
    ),
    "store.bad-telling": "Report {report} was not kept: its event {event} has no telling of its own. Please report it.",
    "store.unknown-event": "There is no event {event} in this desk; keep its report first.",
    "store.unknown-report": "There is no report {report} in this desk.",
    "store.empty-query": "There is no word to search for in {text!r}.",
    "store.long-query": "A search takes at most {limit} words. Shorten it.",
    "store.bad-cursor": (
        "The cursor {cursor!r} is not one that this list gave with this filter and this order. Ask for the first page, "
        "without a cursor."
    ),
    "store.bad-limit": "A page holds 1 to {most} rows, not {limit!r}.",
    "store.no-such-order": "The list of {list} cannot be ordered by {order!r}; the orders are {known}.",
    "store.no-such-filter": "The list of {list} cannot be filtered by {field}, but by {known}.",
    "store.bad-filter": "The filter {field} is {value!r}, but it must be {wanted}.",
    "store.not-in-codebook": "There is no {field} {value!r} in PLOVER. {hint}",
    "export.no-parquet": 'Parquet needs a package that is not installed: pip install "tocsin[parquet]".',
    "export.no-such-rows": "The format {format} has no rows of {rows}; it has {known}.",
    "export.binary": "Parquet is no text; write it into a file or another stream of bytes.",
    "export.no-such-format": "There is no format {format!r}; there are: {known}. tocsin export --list tells of each.",
    "export.file-exists": "{path} is there already. Name another file, or write over it with --force.",
    "export.unwritable": "{path} cannot be written: {problem}.",
    "token.bad-name": "A token cannot be called {name!r}; write 1 to 64 letters, figures, dots, hyphens, underscores.",
    "token.name-taken": "There is a token {name} already. Revoke it first, or choose another name.",
    "token.unknown": "There is no token {name} that is in force. tocsin token list shows all of them.",
    "token.bad-days": "A token cannot expire after {days} days; give 1 to 36500.",
    "serve.no-token-in-desk": (
        "Others could reach the desk at {host}, and it has no token yet. Make one with tocsin token add NAME, or leave "
        "--host away."
    ),
    "serve.no-token-to-require": "Tokens are required, and the desk has none. Make one with tocsin token add NAME.",
    "serve.cannot-listen": "{host}, port {port}, cannot be listened on: {problem}. Choose another: --host, --port.",
    "serve.bad-host": "This server is not called {host}. Ask it by a name that it was started with (serve.names).",
    "serve.cross-site": "A page of another site may not change this desk.",
    "serve.not-json": "The body must be JSON, with Content-Type: application/json.",
    "serve.bad-json": "The body is not JSON that can be read.",
    "serve.bad-request": "The request cannot be read.",
    "serve.too-large": "The body is larger than {limit} bytes (serve.max_body).",
    "serve.slow-body": "The body did not come within {seconds} seconds.",
    "serve.token-needed": "This needs a token: send it as Authorization: Bearer TOKEN.",
    "serve.bad-token": "The token is unknown, expired or revoked.",
    "serve.wrong-scope": "The token {name} is for reading only; this needs one with the scope write.",
    "serve.too-fast": "Too many requests. Wait {seconds} seconds.",
    "serve.busy": "The server has as much to do as it may. Try again in {seconds} seconds.",
    "serve.slow": "This took longer than {seconds} seconds and was given up; a report may still be kept.",
    "serve.stopping": "The server stopped before this was done.",
    "serve.no-such-path": "There is nothing at this path. /api/v1/openapi.json lists what there is.",
    "serve.no-such-method": "This path does not take {method}.",
    "serve.invalid": "{where}: {problem}.",
    "serve.unknown-job": "There is no job {id}.",
    "serve.bad-area": "{field} is {value!r}, but it must be {wanted}.",
    "serve.too-many-sources": "A request takes at most {limit} sources (serve.max_sources), and this has {count}.",
    "serve.private-address": "{url} does not lead to the public internet, and is not fetched for others.",
    "serve.no-pages": (
        "The pages of the desk were not built into this installation; its API works, and /api lists what it answers. "
        "To build them, run make web in the folder of Tocsin's sources, or install it anew with pip install ."
    ),
    "serve.failed": "Something went wrong inside Tocsin. The server's log says what.",
}


class TocsinError(Exception):
    """An error that says what happened, with which value, and what to do.

    `slug` names the kind of error for programs; the text comes from `MESSAGES`.
    """

    def __init__(self, slug: str, **values: object) -> None:
        self.slug = slug
        self.values = values
        super().__init__(f"{MESSAGES[slug].format(**values)} [{slug}]")
