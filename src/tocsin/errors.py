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
}


class TocsinError(Exception):
    """An error that says what happened, with which value, and what to do.

    `slug` names the kind of error for programs; the text comes from `MESSAGES`.
    """

    def __init__(self, slug: str, **values: object) -> None:
        self.slug = slug
        self.values = values
        super().__init__(f"{MESSAGES[slug].format(**values)} [{slug}]")
