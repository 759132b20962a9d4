"""What a caller may put into the body of a request."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tocsin.records import Subject, Verdict

# no control characters: these go into the record, into tables and into terminals
_LINE = r"^[^\x00-\x1f\x7f-\x9f]*$"
_ADDRESS = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\x00-\x20\x7f-\x9f]+$"


def _whole(text: str) -> str:
    """Refuse half characters, which JSON can write and UTF-8 cannot."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("a text may not hold half of a surrogate pair") from error
    return text


Text = Annotated[str, AfterValidator(_whole)]
Address = Annotated[Text, StringConstraints(pattern=_ADDRESS, max_length=2000)]
Line = Annotated[Text, StringConstraints(pattern=_LINE, max_length=500)]
Note = Annotated[Text, StringConstraints(max_length=10_000)]
RecordId = Annotated[Text, StringConstraints(max_length=200)]


class Source(BaseModel):
    """One source: an address to fetch, or a text or a page that is handed over."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"url": "https://lake-courier.example/shelling"},
                {"text": "Shells hit the market of Kitala on Tuesday, killing four people.", "source": "wire 17"},
            ]
        },
    )

    url: Address | None = Field(None, description="Where it lies; fetched where neither text nor html is given.")
    text: Text | None = Field(None, description="A report in plain text.")
    html: Text | None = Field(None, description="A page of a report.")
    source: Line | None = Field(None, description="What the caller calls it; the same name again is a newer version.")

    @model_validator(mode="after")
    def _one_form(self) -> Source:
        if self.text is not None and self.html is not None:
            raise ValueError("give text or html, not both")
        if self.text is None and self.html is None:
            if self.url is None:
                raise ValueError("give url, text or html")
            if self.source is not None:
                raise ValueError("source names a text or html; an address is its own name")
        return self


class Sources(Source):
    """One source, or a list of them."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"url": "https://lake-courier.example/shelling"},
                {"sources": [{"url": "https://lake-courier.example/1"}, {"url": "https://lake-courier.example/2"}]},
            ]
        },
    )

    sources: list[Source] | None = Field(None, min_length=1, description="Many sources, and then no other key.")

    @model_validator(mode="after")
    def _one_form(self) -> Sources:
        if self.sources is None:
            super()._one_form()  # type: ignore[operator]
        elif any(each is not None for each in (self.url, self.text, self.html, self.source)):
            raise ValueError("give sources, or the keys of one source, not both")
        return self


class NewReview(BaseModel):
    """What a person decides of a record."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"subject": "event", "id": "event-0123456789abcdef", "verdict": "reject", "author": "Ana Keto"},
                {
                    "subject": "event",
                    "id": "event-0123456789abcdef",
                    "verdict": "correct",
                    "author": "Ana Keto",
                    "fields": {"type": "PROTEST"},
                    "note": "They marched; nobody was attacked.",
                },
            ]
        },
    )

    subject: Subject
    id: RecordId = Field(description="Id of the record.")
    verdict: Verdict
    author: Line | None = Field(None, description="Who decides; the name of the token where it is left away.")
    fields: dict[Line, Line] = Field({}, max_length=50, description="Corrections: the new value of each field.")
    others: list[RecordId] = Field([], max_length=500, description="What a merge joins to it, or a split takes out.")
    note: Note = ""
